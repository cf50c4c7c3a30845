export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);

const STYLE = `
:root{--ink:#1c2733;--soft:#5b6876;--line:#dde3ea;--paper:#fff;--ground:#f4f6f9;--accent:#1d5fa8}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf2;--soft:#9dabb9;--line:#35414e;--paper:#1e2731;--ground:#151c24;--accent:#7db4ef}}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground)}
header{background:var(--paper);border-bottom:1px solid var(--line)}
header div,main{max-width:64rem;margin:0 auto;padding:1rem}
header div{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:baseline}header strong{margin-right:auto}
a{color:var(--accent)}h1{font-size:1.4rem;margin:.5rem 0 1rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}
section,form.card{background:var(--paper);border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin-bottom:1rem}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.45rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:600;font-size:.85rem}td.long{overflow-wrap:anywhere}
label{display:block;margin:.75rem 0}label span{display:block;font-size:.9rem;color:var(--soft)}
input[type=text],input[type=email],select,textarea{font:inherit;width:100%;max-width:34rem;padding:.5rem;border:1px solid #8895a3;border-radius:.35rem;background:var(--paper);color:var(--ink)}
label.check{display:flex;gap:.6rem;align-items:flex-start}label.check span{color:var(--ink)}input[type=checkbox]{width:1.3rem;height:1.3rem;margin:.1rem 0 0;flex:none}
button{font:inherit;padding:.55rem 1rem;border:0;border-radius:.35rem;background:#1d5fa8;color:#fff;cursor:pointer;min-height:2.75rem}
button.quiet{background:transparent;color:var(--accent);border:1px solid currentColor}.row{display:flex;flex-wrap:wrap;gap:.5rem}
.pill{display:inline-block;padding:.1rem .6rem;border-radius:1rem;background:#e3e8ee;color:#1c2733;font-size:.9rem;white-space:nowrap}
.Confirmed,.Subscribed{background:#cfeeda;color:#0d4423}.Optin,.Invited,.Reminded{background:#fdeec4;color:#553c00}
.Optout,.Unsubscribed,.Bounced,.Blacklisted{background:#f8d7d7;color:#6d1414}.note{color:var(--soft)}pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:.3rem 0}`;

/** One page of the stand-in: no script, no outside resource. `body` is HTML already. */
export function page(title: string, body: string): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)} · stand-in CRM</title><style>${STYLE}</style></head><body>
<header><div><strong>Stand-in CRM</strong><nav class="row"><a href="/">Records</a><a href="/webform">Web form</a><a href="/faults">Faults</a></nav></div></header>
<main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
}

export const pill = (status: string): string =>
  status === ''
    ? '<span class="pill">none</span>'
    : `<span class="pill ${escapeHtml(status)}">${escapeHtml(status)}</span>`;
