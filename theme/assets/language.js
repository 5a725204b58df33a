// The theme keeps its header when it loads the next page instantly, so the
// language links have to be pointed at that page, and at the heading being read.
const base = JSON.parse(document.getElementById("__config").textContent).base
const home = new URL(`${base}/`, location).pathname
const here = () => location.pathname.slice(home.length).replace(/index\.html$/, "")

for (const link of document.querySelectorAll(".md-select__link[hreflang]")) {
  const site = link.href.slice(0, link.href.length - here().length)
  const follow = () => { link.href = site + here() + location.hash }
  document$.subscribe(follow)
  link.addEventListener("pointerdown", follow)
  link.addEventListener("click", follow)
}
