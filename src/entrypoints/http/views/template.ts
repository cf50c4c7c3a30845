import { FORM_TEMPLATE, INPUT_TEMPLATE } from './template-form';
import { AGREEMENT_TEMPLATE, RECEIPT_TEMPLATE, SECTION_TEMPLATE } from './template-parts';

/** The parts of a page by the names they are included with. */
export const PARTS: Readonly<Record<string, string>> = {
  '@agreement': AGREEMENT_TEMPLATE,
  '@form': FORM_TEMPLATE,
  '@input': INPUT_TEMPLATE,
  '@receipt': RECEIPT_TEMPLATE,
  '@section': SECTION_TEMPLATE,
};

/** The one page, in eta: every value is escaped; only the style, which is ours, goes in raw. */
export const PAGE_TEMPLATE = `<!doctype html>
<html lang="<%= it.view.language %>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title><%= it.view.title %></title>
<link rel="icon" href="data:,">
<style><%~ it.style %></style>
</head>
<body>
<header>
<% if (it.logo) { %><p class="brand"><img src="<%= it.logo %>" alt="<%= it.brand %>"></p><% } else { %><p class="brand"><%= it.brand %></p><% } %>
</header>
<main>
<% if (it.view.tone === 'done') { %><svg class="sign" viewBox="0 0 44 44" aria-hidden="true" focusable="false"><circle cx="22" cy="22" r="20.5" fill="none" stroke="currentColor" stroke-width="3"/><path d="M13.5 22.8l5.8 5.7 11.4-12.6" fill="none" stroke="currentColor" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/></svg>
<% } %><h1><%= it.view.title %></h1>
<% it.view.text.forEach((line) => { %><p><%= line %></p>
<% }); %><% if (it.view.agreement) { %><%~ include('@agreement', it.view.agreement) %>
<% } %><% if (it.view.form) { %><%~ include('@form', { form: it.view.form, id: it.id }) %>
<% } %><% if (it.view.quiet) { %><p class="quiet"><a href="<%= it.view.quiet.href %>"><%= it.view.quiet.label %></a></p>
<% } %><% if (it.view.receipt) { %><%~ include('@receipt', it.view.receipt) %>
<% } %><% (it.view.sections ?? []).forEach((section) => { %><%~ include('@section', { section, id: it.id }) %>
<% }); %></main>
<footer>
<p><a href="<%= it.privacy.href %>" rel="noreferrer"><%= it.privacy.label %></a></p>
<% if (it.view.languages.length > 0) { %><nav aria-label="<%= it.languagesLabel %>"><ul>
<% it.view.languages.forEach((each) => { %><li><a href="<%= each.href %>" lang="<%= each.code %>" hreflang="<%= each.code %>"<% if (each.code === it.view.language) { %> aria-current="true"<% } %>><%= each.name %></a></li>
<% }); %></ul></nav>
<% } %></footer>
<% if (it.view.script) { %><script><%~ it.view.script %></script>
<% } %></body>
</html>
`;
