/** The consent text, sections, lists of facts, the history, the receipt. */
export const PART_RULES = `figure{margin:1.25rem 0 0}
figcaption{font-size:.9375rem;font-weight:700;color:var(--soft);margin:0 0 .5rem}
blockquote{margin:0;padding:.875rem 1.125rem;background:var(--quote);border-left:4px solid var(--fill);white-space:pre-line}
section,details{margin-top:1.75rem;padding-top:1.5rem;border-top:1px solid var(--line)}
details{padding-top:.5rem}
details+details{margin-top:.5rem}
summary{display:flex;align-items:center;min-height:2.75rem;cursor:pointer;list-style:none;margin:0}
summary::-webkit-details-marker{display:none}
summary::after{content:"";flex:none;width:.625rem;height:.625rem;margin-left:auto;border:solid var(--ink);border-width:0 2px 2px 0;transform:translateY(-25%) rotate(45deg)}
details[open] summary::after{transform:translateY(25%) rotate(225deg)}
summary h2{margin:0;padding-right:1rem}
details[open] summary{margin-bottom:.5rem}
dl{margin:0}
dl div{padding:.5rem 0;border-top:1px solid var(--line)}
dl div:first-child{border-top:0}
dt{font-size:.9375rem;color:var(--soft)}
dd{margin:0;white-space:pre-line}
ol{list-style:none;margin:0;padding:0}
li{margin:0}
ol li{padding:.75rem 0;border-top:1px solid var(--line)}
ol li:first-child{border-top:0}
ol time{font-size:.9375rem;color:var(--soft)}
ol p{margin:0}
ol blockquote{margin:.5rem 0 .25rem;font-size:.9375rem}
.help{font-size:.9375rem;color:var(--soft);margin:0 0 .5rem}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (min-width:40rem){dl div{display:grid;grid-template-columns:minmax(0,12rem) minmax(0,1fr);gap:1rem}dt{padding-top:.0625rem}}`;
