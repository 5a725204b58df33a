// In front of the theme's search worker: a query is asked in the words of the pages.
// A word to avoid becomes the word in use, a compound gets its spaces, an ending is taken off.
const languages = WORDS
let instead = {}, endings = []
const asked = [] // one entry a query: per word what was looked for, each alternative as a list of words

const hangul = (word) => /[가-힣]/.test(word)
const stems = (word) => [word, ...endings.filter((each) => word.endsWith(each)).map((each) => word.slice(0, -each.length))]

// What to look for in place of a word that the glossary does not know.
const plain = (word) => {
  const least = hangul(word) ? 2 : 3
  const kept = word.endsWith("ss") || /[^\p{L}]/u.test(word)
  return kept ? word : (stems(word).find((each, at) => at && each.length >= least) ?? word)
}

const expand = (query) => {
  const words = query.trim().toLowerCase().split(/\s+/)
  const groups = []
  for (let at = 0; at < words.length; ) {
    let known, length
    for (length = Math.min(3, words.length - at); length && !known; length--) {
      const key = words.slice(at, at + length).join("").replace(/-/g, "")
      known = stems(key).map((each) => instead[each]).find(Boolean)
      if (known) at += length
    }
    groups.push(known ? known.map((each) => each.toLowerCase().split(/[\s-]+/)) : [[plain(words[at++])]])
  }
  return groups
}

// The theme finds the beginning of a word. A Korean compound has it at its end: 역전파 is in 오차역전파.
const term = (word) => (hangul(word) && word.length > 1 ? `*${word}` : word)

addEventListener("message", ({ data }) => {
  if (data.type === 0) ({ instead, endings } = languages[data.data.config.lang[0]] ?? { instead, endings }) // setup
  if (data.type !== 2) return // a query
  const simple = /^[\p{L}\p{N}\s_-]*$/u.test(data.data) && !/(^|\s)-/.test(data.data)
  const groups = simple ? expand(data.data) : []
  asked.push(groups)
  if (groups.length) data.data = groups.flat(2).map(term).join(" ")
})

// The theme lists the words that a page does not have. One word of a group is enough, and so is the end of a compound.
const post = self.postMessage.bind(self)
self.postMessage = (message) => {
  if (message.type === 3) {
    const groups = asked.shift()
    for (const { title, text, terms } of message.data.items.flat()) {
      const marked = [title, text].join(" ").match(/<mark>.*?<\/mark>/g)?.join(" ").toLowerCase() ?? ""
      for (const word in terms) terms[word] ||= marked.includes(word)
      for (const group of groups) {
        if (group.some((words) => words.every((word) => terms[word]))) group.flat().forEach((word) => terms[word] || delete terms[word])
      }
    }
  }
  post(message)
}
