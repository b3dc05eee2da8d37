"""Is a text English?"""

import re
from functools import cache

# Below this many words no guess at the language is worth a refusal.
MIN_WORDS_TO_JUDGE = 20
# English news has 30 to 40 % of these words, other languages hardly more than 5 %.
FUNCTION_WORDS = {
    "a", "and", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have",
    "he", "her", "his", "i", "in", "is", "it", "its", "not", "of", "on", "or", "she", "that",
    "the", "their", "they", "this", "to", "was", "we", "were", "who", "will", "with", "would",
    "you",
}  # fmt: skip
MIN_FUNCTION_WORDS = 0.12
SURE = 0.9  # probability of another language


def other_language(text: str) -> str | None:
    """Return the name of the language of `text` if it is surely not English, else None."""
    words = re.findall(r"[^\W\d_]+", text[:50_000].lower())
    if len(words) < MIN_WORDS_TO_JUDGE:
        return None
    if sum(word in FUNCTION_WORDS for word in words) >= MIN_FUNCTION_WORDS * len(words):
        return None
    language, probability = _identifier().classify(text[:5_000])
    return _name(language) if language != "en" and probability >= SURE else None


@cache
def _identifier():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _name(code: str) -> str:
    import pycountry

    language = pycountry.languages.get(alpha_2=code)
    return language.name.partition(" (")[0] if language else "another language"
