// Which texts a reader cannot see whole, because they are cut off, covered or outside of the page.
// At the first and the last letter of each line, the pointer must hit the text itself.
scopes => {
  const faults = [], parts = new Set()
  const style = "* { transition: none !important; animation: none !important; pointer-events: auto !important }"
  document.body.append(Object.assign(document.createElement("style"), {textContent: style}))
  document.querySelectorAll("details").forEach(each => { each.open = true })

  // the theme ends these with ... where they are too long: titles that the page has elsewhere
  const shortened = ".md-header__topic, .md-nav__title, .md-footer__title"
  // a reader scrolls a wide table; code and formulas are the same in every language; a suggestion lies behind the input
  const scrolls = table => table && table.scrollWidth > table.clientWidth
  const ignored = "pre, svg, math, script, style, noscript, .md-search__suggest"
  const describe = each => each ? `<${each.localName} class="${each.className}">` : "nothing"
  const named = ["h1", "th", "td", "summary", ".admonition-title", ".md-button", ".notebook a", ".notice", ".filename",
    ".md-header__topic", ".md-nav--primary .md-nav__link", ".md-nav--secondary .md-nav__link", ".md-footer__title",
    ".md-select__link", ".md-search-result__article"]

  for (const scope of document.querySelectorAll(scopes)) {
    const texts = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const text = texts.currentNode, owner = text.parentElement
      if (!text.data.trim() || owner.closest(ignored) || !owner.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue
      if (scrolls(owner.closest(".md-typeset__scrollwrap"))) continue
      const range = document.createRange()
      range.selectNodeContents(text)
      for (const {left, right, top, bottom} of range.getClientRects()) {
        if (right - left < 4) continue
        named.filter(part => owner.closest(part)).forEach(part => parts.add(part))
        for (const x of owner.closest(shortened) ? [left + 2] : [left + 2, right - 2]) {
          const hit = document.elementFromPoint(x, (top + bottom) / 2)
          if (!owner.contains(hit)) faults.push(`"${text.data.trim()}" in ${describe(owner)}: where it should be there is ${describe(hit)}`)
        }
      }
    }
  }
  return {width: document.documentElement.scrollWidth, parts: [...parts].sort(), faults: [...new Set(faults)]}
}
