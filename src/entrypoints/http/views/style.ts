import { paletteFor } from './colors';

const LIGHT_CARD = '#ffffff';
const DARK_CARD = '#1d1f23';

/** The one stylesheet, inlined; its hash is in the CSP. System fonts, nothing fetched, targets of 44 px or more. */
export function pageStyle(brandColor: string): string {
  const light = paletteFor(brandColor, LIGHT_CARD);
  const dark = paletteFor(brandColor, DARK_CARD);
  return `:root{color-scheme:light dark;--page:#f3f2ee;--card:${LIGHT_CARD};--text:#1c1d20;--soft:#55585f;--line:#dedcd5;--quote:#f8f7f4;--fill:${light.fill};--on-fill:${light.onFill};--ink:${light.ink}}
@media (prefers-color-scheme:dark){:root{--page:#121316;--card:${DARK_CARD};--text:#f0efec;--soft:#b4b6bc;--line:#36393f;--quote:#25282d;--fill:${dark.fill};--on-fill:${dark.onFill};--ink:${dark.ink}}}
${RULES}`;
}

const RULES = `*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;background:var(--page);color:var(--text);font:400 1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
header,main,footer{width:100%;max-width:36rem;margin:0 auto;padding-left:1.25rem;padding-right:1.25rem}
header{padding-top:1.75rem;padding-bottom:1rem}
.brand{margin:0;font-weight:650;font-size:1.0625rem;letter-spacing:-.005em;display:flex;align-items:center;gap:.625rem}
.brand::before{content:"";width:.75rem;height:.75rem;border-radius:50%;background:var(--fill);flex:none}
.brand.logo::before{content:none}
.brand img{display:block;max-height:3rem;max-width:14rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.75rem 1.375rem 1.5rem;box-shadow:0 1px 2px rgb(0 0 0/.04),0 12px 32px -16px rgb(0 0 0/.14)}
h1{margin:0 0 .75rem;font-size:1.625rem;line-height:1.22;font-weight:680;letter-spacing:-.018em;text-wrap:pretty}
p{margin:0 0 .875rem;text-wrap:pretty}
.sign{display:block;width:2.75rem;height:2.75rem;margin:0 0 1rem;color:var(--ink)}
figure{margin:1.375rem 0 0}
figcaption{font-size:.9375rem;font-weight:600;margin:0 0 .5rem}
blockquote{margin:0;padding:.875rem 1.125rem;background:var(--quote);border-left:.25rem solid var(--fill);border-radius:.25rem .625rem .625rem .25rem;white-space:pre-line;font-size:1rem;line-height:1.55}
form{margin:1.625rem 0 0}
button{display:block;width:100%;min-height:3.375rem;padding:.8rem 1.5rem;border:0;border-radius:.75rem;background:var(--fill);color:var(--on-fill);font:inherit;font-weight:650;line-height:1.3;cursor:pointer;box-shadow:0 1px 2px rgb(0 0 0/.18)}
button:hover{filter:brightness(.95)}
button:active{transform:translateY(1px)}
a{color:var(--ink);text-underline-offset:.2em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
.quiet{margin:.5rem 0 -.5rem;text-align:center}
.quiet a{display:inline-flex;align-items:center;min-height:2.75rem;padding:0 .75rem}
footer{margin-top:auto;padding-top:1.25rem;padding-bottom:1.5rem;font-size:.9375rem;color:var(--soft)}
footer p{margin:0;text-align:center}
footer a{display:inline-flex;align-items:center;min-height:2.75rem;padding:0 .25rem;color:inherit}
nav ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;justify-content:center;gap:0 .375rem}
footer nav a{padding:0 .25rem;min-width:2.75rem;justify-content:center;font-size:.875rem}
footer nav a[aria-current]{color:var(--text);font-weight:650;text-decoration:none}
:focus-visible{outline:3px solid var(--ink);outline-offset:3px;border-radius:.375rem}
button:focus-visible{border-radius:.75rem}
@media (min-width:40rem){body{font-size:1.125rem}nav ul{gap:0 .75rem}header{padding-top:14vh;padding-top:min(14vh,8rem)}.card{padding:2.5rem 2.5rem 2rem}h1{font-size:2rem}}
@media (forced-colors:active){button{border:2px solid}}
@media print{body{background:#fff}nav,form{display:none}}`;
