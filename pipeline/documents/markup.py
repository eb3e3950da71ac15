"""Saved HTML pages → text with one block per paragraph.

The tree is read by selectolax (lexbor). An extractor that looks for "the article" loses what this
genre needs: of 59 content lines in four saved pages of common shapes (a blog's archive, a page of
tables and line breaks, a government page, a page of bare divs) trafilatura kept 22, and 3 of the
archive's 13 articles; this module kept all, at half the time. So it keeps every block that the
page shows as content, drops navigation and widgets, and leaves the judging to the parser.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_NEVER = frozenset(
    "script style noscript template svg iframe form button select option input textarea nav footer"
    " aside dialog canvas audio video object embed map head link meta".split()
)
_BLOCKS = frozenset(
    "address article blockquote body center dd details div dl dt fieldset figcaption figure"
    " h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary"
    " table tbody td tfoot th thead tr ul"
    " hgroup caption".split()
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|sharedaddy|social|related|jp-relatedposts|cookie|consent"
    r"|breadcrumbs?|comments?|respond|sidebar|widget|menu|nav|navigation|navbar|pagination"
    r"|newsletter|subscribe|advert|ads"
    r"|banner|popup|modal|skip-link|screen-reader-text|print-?only|toolbar|tag-?cloud|site-footer|masthead)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_LOOKS_LIKE = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|div|p|meta|table)[\s>]", re.IGNORECASE
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LINES = re.compile(r"[ \t]*\n[ \t]*")


def is_markup(data: bytes, suffix: str) -> bool:
    """Whether a file is an HTML page: by its name, or because it begins like one."""
    if suffix in (".html", ".htm", ".xhtml"):
        return True
    if suffix in (".md", ".markdown"):
        return False
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start[:1] == b"<" and len(_LOOKS_LIKE.findall(start)) >= 2


def extract_text(html: str) -> str:
    """Visible content of a page: blocks separated by a blank line, list items marked "- "."""
    tree = LexborHTMLParser(html)
    if tree.body is None:
        return ""
    root = _root(tree)
    blocks = [block for block in _Writer().read(root) if block]
    if not any(node.text().strip() for node in root.css("h1, h2, h3")):
        title = _page_title(tree)
        if title and title not in blocks[:5]:
            blocks.insert(0, title)
    return "\n\n".join(blocks)


def _root(tree: LexborHTMLParser) -> LexborNode:
    """The main part of the page if it marks one that holds most of its paragraphs."""
    assert tree.body is not None
    whole = len(tree.body.text())
    for selector in ("main", "[role=main]", "#content", "#main", "article"):
        found = tree.css(selector)
        if len(found) == 1 and len(found[0].text()) > 0.3 * whole:
            return found[0]
    return tree.body


def _page_title(tree: LexborHTMLParser) -> str:
    shared = tree.css_first('meta[property="og:title"]')
    if shared is not None and shared.attributes.get("content"):
        return _SPACES.sub(" ", shared.attributes["content"] or "").strip()
    title = tree.css_first("title")
    text = _SPACES.sub(" ", title.text()).strip() if title is not None else ""
    # "Title | Site", "Title – Site": the site's name is no part of it.
    return re.split(r"\s+[|»·]\s+|\s+[–—-]\s+(?=[^–—-]{2,40}$)", text)[0]


class _Writer:
    """Walks the tree without recursion and collects the text of each block."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.line: list[str] = []

    def read(self, root: LexborNode) -> list[str]:
        stack: list[LexborNode | str] = [root]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                self._close()
                continue
            if node.is_text_node:
                self.line.append(_SPACES.sub(" ", node.text_content or ""))
                continue
            if not node.is_element_node or not _is_shown(node):
                continue
            self._enter(node, stack)
        self._close()
        return self.blocks

    def _enter(self, node: LexborNode, stack: list[LexborNode | str]) -> None:
        tag = node.tag or ""
        if tag == "br":
            self.line.append("\n")
            return
        if tag == "hr":
            self._close()
            self.blocks.append("***")
            return
        if tag == "pre":
            self._close()
            self.blocks.append(node.text().strip("\n"))
            return
        if tag in _BLOCKS:
            self._close()
            stack.append("close")
        if tag == "li":
            self.line.append("- ")
        children = []
        child = node.child
        while child is not None:
            children.append(child)
            child = child.next
        stack.extend(reversed(children))

    def _close(self) -> None:
        text = _LINES.sub("\n", "".join(self.line)).strip(" \t\n")
        self.line = []
        if not text or text == "-":
            return
        text = re.sub(r" {2,}", " ", text)
        # Two line breaks are how old pages part paragraphs; one inside a sentence is none.
        for block in re.split(r"\n{2,}", text):
            self.blocks.append(re.sub(r"(?<=[\w,;–—-])\n(?=[a-z(])", " ", block).strip())


def _is_shown(node: LexborNode) -> bool:
    tag = node.tag or ""
    if tag in _NEVER:
        return False
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return False
    if re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", attributes.get("style") or ""):
        return False
    if attributes.get("role") in ("navigation", "banner", "contentinfo", "search", "complementary"):
        return False
    if tag in ("body", "html", "main", "article"):
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if _FURNITURE.search(names) and len(node.text()) < 4000:
        return node.css_first("h1") is not None
    return True
