"""Articles that try to be more than text, for several tests."""

RUN = "window.hacked=1"  # what runs if a page takes text for code

HOSTILE = {
    "script": f"<script>{RUN}</script>",
    "script in capitals": f"<SCRIPT SRC=//evil.example/x.js>{RUN}</SCRIPT >",
    "end of script": f"</script><script>{RUN}</script>",
    "end of style": f"</style><script>{RUN}</script>",
    "end of title": f"</title><script>{RUN}</script>",
    "end of textarea": f"</textarea></select></noscript><script>{RUN}</script>",
    "image": f"<img src=x onerror={RUN}>",
    "image without a space": f"<img/src=x/onerror={RUN}//",
    "svg": f"<svg onload={RUN}><g/></svg>",
    "script in svg": f"</svg><svg><script>{RUN}</script></svg>",
    "foreign object": f"<svg><foreignObject><body onload={RUN}></foreignObject></svg>",
    "animation": f"<svg><animate onbegin={RUN} attributeName=x dur=1s></svg>",
    "mathml": f"<math><mtext><mglyph><style><img src=x onerror={RUN}></style></mtext></math>",
    "frame": f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    "object": '<object data="https://evil.example/x"></object><embed src=//evil.example>',
    "form": '<form action="https://evil.example"><button>Go</button></form>',
    "base": '<base href="https://evil.example/">',
    "refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    "style sheet": '<link rel=stylesheet href="https://evil.example/x.css">',
    "style": "<style>body{display:none;background:url(https://evil.example)}</style>",
    "comment": f"--> <!-- <script>{RUN}</script> --> <!--",
    "cdata": f"<![CDATA[ <script>{RUN}</script> ]]>",
    "processing instruction": "<?xml version='1.0'?><?php echo 1; ?><% 7*7 %>",
    "entities": f"&lt;script&gt;{RUN}&lt;/script&gt; &#60;b&#62; &amp;lt; &notanentity; &#x0;",
    "javascript address": f"[click](javascript:{RUN}) javascript:{RUN}",
    "data address": "data:text/html;base64,PHNjcmlwdD53aW5kb3cuaGFja2VkPTE8L3NjcmlwdD4=",
    "attribute": f'" onmouseover="{RUN}" x="',
    "attribute in single quotes": f"' autofocus onfocus='{RUN}' y='",
    "backticks": f"`><img src=x onerror={RUN}>`",
    "markdown": "# Heading\n\n**bold** ![pic](https://evil.example/a.png) [link](//evil.example)",
    "markdown table": "| a | b |\n|---|---|\n| <b>1</b> | `2` |",
    "latex": "$x^2$ $$\\frac{1}{2}$$ \\(a\\) \\[b\\] \\href{javascript:alert(1)}{x}",
    "jinja": "{{ 7*7 }} {% include '/etc/passwd' %} {# comment #} {{ config.items() }}",
    "format strings": "{0.__class__} %s %(name)s %n {doc_id!r:>{width}} ${HOME} $(id) `id`",
    "terminal codes": "\x1b[31mred\x1b[0m \x1b]8;;https://evil.example\x07link\x1b]8;;\x07 \x9b31m",
    "bidi overrides": "safe\u202etxt.exe\u202c \u2066isolate \u2067right \u200fmark",
    "zero width": "pass\u200bword\u2060 \ufeffmark s\u00adoft no\u034fjoin",
    "null bytes": "be\0fore \0and after",
    "control characters": "bell\x07 back\x08space vertical\vtab form\ffeed del\x7f \x85next",
    "Windows line ends": "One line.\r\n\r\nAnother line.\rA third.",
    "line separators": "One\u2028two\u2029three.",
    "unpaired surrogates": "high \ud83d and low \ude00 alone",
    "noncharacters": "forbidden \ufffe \uffff \ufdd0 in XML",
    "emoji": "🎉👩‍👩‍👧‍👦🏳️‍🌈" * 70,
    "combining marks": "Z" + "\u0351\u0327" * 200 + "algo",
    "long word": "x" * 10_000,
    "long word with breaks": "a-" * 600,
    "formula": '=HYPERLINK("https://evil.example","click")',
    "formula with a command": "=cmd|' /C calc'!A0\n\n@SUM(1+1)*cmd\n\n+1-1\n\n-2+3",
    "quotes": '“‘«"\'`„›»’” said „Novak‟ ‹said› "',
    "path": "../../../../etc/passwd ..\\..\\windows C:\\nul /dev/null",
    "numbers of sentences": '<td class="sentences">1, 2</td> <td class="actor">Norway</td>',
    "name of a table": '<div aria-label="Table: x"> <figure class="chart"> #sentence-1',
    "other scripts": "Ольга Иванова met 王小明 and الوزير in Αθήνα. देवनागरी ไทย",
    "full width": "＜script＞alert(1)＜/script＞ ｅｖｉｌ",
    "long title": "word " * 700,
}


def article_text(payload):
    """Return an article whose actors, quotations and sentences carry the payload too."""
    return (
        f"Clara Novak met Tom Baker {payload} in Norway on Monday.\n\n{payload}\n\n"
        f"“We love {payload} very much,” said Novak of Acme {payload[:60]} Foods."
    )
