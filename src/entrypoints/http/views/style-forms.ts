/** Buttons and inputs, as tall as a thumb needs. */
export const FORM_RULES = `form{margin:1.5rem 0 0}
button{display:block;width:100%;min-height:3.375rem;padding:.8rem 1.5rem;border:1px solid var(--fill);border-radius:8px;background:var(--fill);color:var(--on-fill);font:inherit;font-weight:700;line-height:1.3;cursor:pointer}
button:hover{filter:brightness(.93)}
button:active{transform:translateY(1px)}
button.plain{background:var(--card);color:var(--text);border-color:var(--edge)}
button:focus-visible{border-radius:8px}
.row{display:flex;align-items:center;gap:1rem;margin:0;padding:.375rem 0;border-top:1px solid var(--line)}
.row:first-of-type{border-top:0}
.row>span{flex:1;min-width:0}
.row button{width:auto;flex:none;max-width:60%;min-height:2.75rem;padding:.4rem 1rem;font-size:1rem}
.field,fieldset{margin:0 0 1.125rem;padding:0;border:0;min-width:0}
.field>label:not(.tick),legend{display:block;padding:0;margin:0 0 .3125rem;font-weight:700}
input:not([type=checkbox]):not([type=hidden]),select,textarea{display:block;width:100%;min-height:3rem;padding:.6rem .75rem;border:1px solid var(--edge);border-radius:6px;background:var(--card);color:var(--text);font:inherit}
textarea{resize:vertical}
[aria-invalid]{border-color:var(--bad)!important;box-shadow:0 0 0 1px var(--bad)}
fieldset[aria-invalid]{box-shadow:none}
.error{margin:0 0 .5rem;color:var(--bad);font-weight:700}
.tick{display:flex;align-items:flex-start;gap:.75rem;padding:.5rem 0;min-height:2.75rem;cursor:pointer}
.tick input{flex:none;width:1.5rem;height:1.5rem;margin:.0625rem 0 0;accent-color:var(--fill)}
form figure{margin:0 0 1.125rem}`;
