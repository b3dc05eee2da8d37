"""Is a text English, and is it prose?"""

import re
from functools import cache

# With fewer words than this, no guess at the language justifies a refusal.
MIN_WORDS_TO_JUDGE = 20
MIN_LETTERS_TO_JUDGE = 20
LAST_LATIN = "\u0250"
# Words that other languages in the Latin alphabet hardly have; 15 to 30% of English news.
FUNCTION_WORDS = {
    "and", "been", "but", "by", "for", "from", "have", "his", "its", "of", "or", "she", "that",
    "the", "their", "they", "this", "were", "which", "who", "will", "with", "would", "you",
}  # fmt: skip
MIN_FUNCTION_WORDS, MIN_IN_PROSE = 0.08, 0.12
SURE = 0.9  # probability of another language
# With so few of them, many words are not English, whatever the model says; nor is another script.
NO_FUNCTION_WORDS, MIN_WORDS_TO_BE_SURE = 0.02, 100


def other_language(text: str) -> str | None:
    """Return the name of the language of `text` if it is certainly not English, else None."""
    words = _words(text)
    share = _function_words(words)
    if share >= MIN_FUNCTION_WORDS:
        return None
    if share < NO_FUNCTION_WORDS and _is_of_another_script(text):
        return _name(_identifier().classify(text[:5_000])[0])
    if len(words) < MIN_WORDS_TO_JUDGE:
        return None
    language, probability = _identifier().classify(text[:5_000])
    is_sure = probability >= SURE or (
        share < NO_FUNCTION_WORDS
        and len(words) >= MIN_WORDS_TO_BE_SURE
        and len(set(words)) >= MIN_WORDS_TO_JUDGE  # one word over and over is not a language
    )
    return _name(language) if language != "en" and is_sure else None


def _is_of_another_script(text: str) -> bool:
    """Whether most letters are not from the Latin alphabet."""
    letters = re.findall(r"[^\W\d_]", text[:50_000])
    n_latin = sum(letter < LAST_LATIN for letter in letters)
    return len(letters) >= MIN_LETTERS_TO_JUDGE and 2 * n_latin < len(letters)


def is_prose(text: str) -> bool:
    """Return whether a text consists of English sentences, rather than a list of names or things.

    >>> is_prose("The mayor said that she would open it."), is_prose("2 eggs, milk, 1 tsp. salt")
    (True, False)
    """
    return _function_words(_words(text)) >= MIN_IN_PROSE


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text[:50_000].lower())


def _function_words(words: list[str]) -> float:
    return sum(word in FUNCTION_WORDS for word in words) / max(1, len(words))


@cache
def _identifier():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _name(code: str) -> str:
    import pycountry

    language = pycountry.languages.get(alpha_2=code)
    is_known = language is not None and code != "en"
    return language.name.partition(" (")[0] if is_known else "another language"
