import { paletteFor } from './colors';
import { FORM_RULES } from './style-forms';
import { PART_RULES } from './style-parts';

const LIGHT_CARD = '#ffffff';
const DARK_CARD = '#1f2937';

/** The one stylesheet, inlined; its hash is in the CSP. System fonts, the greys of the mails, targets of 44 px or more. */
export function pageStyle(brandColor: string): string {
  const light = paletteFor(brandColor, LIGHT_CARD);
  const dark = paletteFor(brandColor, DARK_CARD);
  return `:root{color-scheme:light dark;--page:#f3f4f6;--card:${LIGHT_CARD};--text:#1f2937;--soft:#4b5563;--line:#d1d5db;--edge:#6b7280;--quote:#f3f4f6;--bad:#b42318;--fill:${light.fill};--on-fill:${light.onFill};--ink:${light.ink}}
@media (prefers-color-scheme:dark){:root{--page:#111827;--card:${DARK_CARD};--text:#f3f4f6;--soft:#d1d5db;--line:#4b5563;--edge:#9ca3af;--quote:#111827;--bad:#ffa198;--fill:${dark.fill};--on-fill:${dark.onFill};--ink:${dark.ink}}}
${BASE_RULES}
${PART_RULES}
${FORM_RULES}
${WIDE_RULES}
${PRINT_RULES}`;
}

const BASE_RULES = `*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;background:var(--page);color:var(--text);font:400 1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
header,main,footer{width:100%;max-width:37.5rem;margin:0 auto;padding-left:1.5rem;padding-right:1.5rem}
header{padding-top:1.75rem;padding-bottom:.875rem}
.brand{margin:0;font-weight:700;font-size:1.125rem}
.brand img{display:block;max-height:3rem;max-width:14rem}
main{background:var(--card);border-top:5px solid var(--fill);padding-top:2rem;padding-bottom:1.75rem}
h1{margin:0 0 .875rem;font-size:1.5625rem;line-height:1.25;font-weight:700;letter-spacing:-.01em;text-wrap:balance}
h2{margin:0 0 .625rem;font-size:1.1875rem;line-height:1.3;font-weight:700;text-wrap:balance}
p{margin:0 0 .875rem;text-wrap:pretty}
.sign{display:block;width:2.75rem;height:2.75rem;margin:0 0 1rem;color:var(--ink)}
a{color:var(--ink);text-underline-offset:.2em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
.quiet{margin:.5rem 0 -.5rem}
.quiet a{display:inline-flex;align-items:center;min-height:2.75rem}
footer{margin-top:auto;padding-top:1.25rem;padding-bottom:1.5rem;font-size:.875rem;color:var(--soft)}
footer p{margin:0}
footer a{display:inline-flex;align-items:center;min-height:2.75rem;color:inherit}
nav ul{list-style:none;margin:0 -.375rem;padding:0;display:flex;flex-wrap:wrap}
footer nav a{padding:0 .375rem;min-width:2.75rem;justify-content:center}
footer nav a[aria-current]{color:var(--text);font-weight:700;text-decoration:none}
:focus-visible{outline:3px solid var(--ink);outline-offset:3px;border-radius:.25rem}`;

const WIDE_RULES = `@media (min-width:40rem){header{padding-top:3.5rem}header,main,footer{padding-left:2.5rem;padding-right:2.5rem}main{padding-top:2.5rem;padding-bottom:2.5rem}h1{font-size:1.875rem}footer{margin-top:0;padding-bottom:3rem}}
@media (forced-colors:active){button,main{border:2px solid}}`;

/** A receipt on clean A4: what was agreed to, nothing to press. */
const PRINT_RULES = `@page{size:A4;margin:22mm 20mm}
@media print{:root{--page:#fff;--card:#fff;--text:#000;--soft:#333;--line:#999;--quote:#fff;--fill:#000;--ink:#000}body{display:block;font-size:11pt}header,main,footer{max-width:none;padding-left:0;padding-right:0}header{padding-top:0}main{border-top-width:2pt;padding-top:8mm}nav,form,.quiet,details,.sign{display:none}h1{font-size:18pt}h2{font-size:13pt}section,figure,li{break-inside:avoid}}`;
