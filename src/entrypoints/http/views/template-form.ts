/** A form: hidden fields, visible ones, one button. `id` names inputs, so that labels and errors find them. */
export const FORM_TEMPLATE = `<form method="post" action="<%= it.form.action %>"<% if (it.form.label !== undefined) { %> class="row"<% } %>>
<% it.form.fields.forEach((field) => { %><input type="hidden" name="<%= field.name %>" value="<%= field.value %>">
<% }); %><% (it.form.inputs ?? []).forEach((input) => { %><%~ input.kind === 'agreement' ? include('@agreement', input) : include('@input', { input, id: it.id() }) %>
<% }); %><% if (it.form.trap) { %><div class="unseen" aria-hidden="true"><label><%= it.form.trap.label %> <input type="text" name="<%= it.form.trap.name %>" tabindex="-1" autocomplete="off"></label></div>
<% } %><% if (it.form.challenge) { %><input type="hidden" name="altcha" data-challenge="<%= it.form.challenge %>">
<% } %><% if (it.form.label !== undefined) { %><span><%= it.form.label %></span> <% } %><button type="submit"<% if (it.form.look === 'plain') { %> class="plain"<% } %>><%= it.form.button %><% if (it.form.label !== undefined) { %><span class="unseen">: <%= it.form.label %></span><% } %></button>
</form>`;

const DESCRIBED = `<% const told = [input.help && id + 'h', input.error && id + 'e'].filter(Boolean).join(' '); %>`;
const STATE = `<% if (told) { %> aria-describedby="<%= told %>"<% } %><% if (input.error) { %> aria-invalid="true"<% } %>`;
const TOLD = `<% if (input.help) { %><p class="help" id="<%= id %>h"><%= input.help %></p><% } %><% if (input.error) { %><p class="error" id="<%= id %>e"><%= input.error %></p><% } %>`;

/** One visible input with its label, help and fault (WCAG 2.2 SC 1.3.1, 3.3.1, 3.3.2). */
export const INPUT_TEMPLATE = `<% const { input, id } = it; %>${DESCRIBED}<% if (input.kind === 'ticks') { %><fieldset${STATE}><legend><%= input.label %></legend>${TOLD}
<% input.options.forEach((option) => { %><label class="tick"><input type="checkbox" name="<%= input.name %>" value="<%= option.value %>"<% if (option.checked) { %> checked<% } %>><span><%= option.label %></span></label>
<% }); %></fieldset><% } else if (input.kind === 'tick') { %><div class="field"><label class="tick"><input type="checkbox" name="<%= input.name %>" value="<%= input.value %>"<% if (input.checked) { %> checked<% } %><% if (input.required) { %> required<% } %>${STATE}><span><%= input.label %></span></label>${TOLD}</div><% } else { %><div class="field"><label for="<%= id %>"><%= input.label %></label>${TOLD}
<% if (input.kind === 'select') { %><select id="<%= id %>" name="<%= input.name %>"${STATE}><% input.options.forEach((option) => { %><option value="<%= option.value %>"<% if (option.language) { %> lang="<%= option.language %>"<% } %><% if (option.value === input.value) { %> selected<% } %>><%= option.label %></option><% }); %></select><% } else if (input.kind === 'long') { %><textarea id="<%= id %>" name="<%= input.name %>" rows="3"<% if (input.maxLength) { %> maxlength="<%= input.maxLength %>"<% } %><% if (input.autocomplete) { %> autocomplete="<%= input.autocomplete %>"<% } %><% if (input.required) { %> required<% } %>${STATE}>
<%= input.value %></textarea><% } else { %><input id="<%= id %>" type="<%= input.kind %>" name="<%= input.name %>" value="<%= input.value %>"<% if (input.maxLength) { %> maxlength="<%= input.maxLength %>"<% } %><% if (input.autocomplete) { %> autocomplete="<%= input.autocomplete %>"<% } %><% if (input.required) { %> required<% } %>${STATE}><% } %></div><% } %>`;
