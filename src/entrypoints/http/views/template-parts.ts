/** The consent text stands exactly as it is set: line breaks too. */
export const AGREEMENT_TEMPLATE = `<figure>
<figcaption><%= it.label %></figcaption>
<blockquote lang="<%= it.language %>"><%= it.text %></blockquote>
</figure>`;

const FACTS = (rows: string) =>
  `<dl><% ${rows}.forEach((row) => { %><div><dt><%= row.label %></dt><dd><% if (row.iso) { %><time datetime="<%= row.iso %>"><%= row.value %></time><% } else { %><%= row.value %><% } %></dd></div>
<% }); %></dl>`;

/** What was agreed to, to keep, to print, or to save. */
export const RECEIPT_TEMPLATE = `<section class="receipt">
<h2><%= it.heading %></h2>
${FACTS('it.rows')}
<%~ include('@agreement', it.agreement) %>
<p class="quiet"><a href="<%= it.link.href %>" download="<%= it.link.download %>"><%= it.link.label %></a></p>
</section>`;

const LINES = `<ol><% section.lines.forEach((line) => { %><li><time datetime="<%= line.iso %>"><%= line.when %></time><p><%= line.text %></p><% if (line.more) { %><p class="help"><%= line.more %></p><% } %><% if (line.quote) { %><blockquote><%= line.quote %></blockquote><% } %></li>
<% }); %></ol>
`;

/** A part of a longer page; folded ones work without script too. */
export const SECTION_TEMPLATE = `<% const { section } = it; %><% if (section.folded) { %><details><summary><h2><%= section.heading %></h2></summary>
<% } else { %><section>
<h2><%= section.heading %></h2>
<% } %><% (section.text ?? []).forEach((line) => { %><p><%= line %></p>
<% }); %><% if (section.facts) { %>${FACTS('section.facts')}
<% } %><% if (section.lines) { %>${LINES}<% } %><% (section.forms ?? []).forEach((form) => { %><%~ include('@form', { form, id: it.id }) %>
<% }); %><% if (section.link) { %><p class="quiet"><a href="<%= section.link.href %>"><%= section.link.label %></a></p>
<% } %><% if (section.folded) { %></details><% } else { %></section><% } %>`;
