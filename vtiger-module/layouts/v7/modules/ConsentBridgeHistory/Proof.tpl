{strip}
<!DOCTYPE html>
<html lang="{$LANGUAGE|escape}">
<head>
<meta charset="utf-8">
<title>{vtranslate('CB_PROOF', 'ConsentBridgeHistory')}: {$PERSON->getName()|escape}</title>
<style>
{literal}
body { font: 13px/1.45 "Open Sans", Arial, sans-serif; color: #1c1f24; margin: 24px auto; max-width: 900px; padding: 0 16px; }
h1 { font-size: 20px; margin: 0 0 4px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 12px 0 20px; }
dt { color: #5b626d; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; border-bottom: 2px solid #1c1f24; padding: 4px 8px 4px 0; }
td { vertical-align: top; border-bottom: 1px solid #c9ced6; padding: 6px 8px 6px 0; overflow-wrap: anywhere; }
tr { break-inside: avoid; }
.text { white-space: pre-wrap; }
.quiet { color: #5b626d; font-size: 11px; }
@media print { body { margin: 0; max-width: none; } .noprint { display: none; } }
{/literal}
</style>
</head>
<body>
<h1>{vtranslate('CB_PROOF', 'ConsentBridgeHistory')}</h1>
<dl>
<dt>{vtranslate('Person', 'ConsentBridgeHistory')}</dt><dd>{$PERSON->getName()|escape}</dd>
<dt>{vtranslate('Email', $PERSON_MODULE)}</dt><dd>{$PERSON->get('email')|escape}</dd>
<dt>{vtranslate('Consent status', $PERSON_MODULE)}</dt><dd>{vtranslate($PERSON->get('consent_status'), $PERSON_MODULE)|escape}</dd>
<dt>{vtranslate('CB_PRINTED_ON', 'ConsentBridgeHistory')}</dt><dd>{$PRINTED_ON|escape}</dd>
</dl>
<table>
<thead><tr>
<th>{vtranslate('When', 'ConsentBridgeHistory')} (UTC)</th>
<th>{vtranslate('What happened', 'ConsentBridgeHistory')}</th>
<th>{vtranslate('Who', 'ConsentBridgeHistory')}, {vtranslate('How', 'ConsentBridgeHistory')}</th>
<th>{vtranslate('Text shown', 'ConsentBridgeHistory')}</th>
</tr></thead>
<tbody>
{foreach from=$ENTRIES item=ENTRY}
<tr>
<td>{$ENTRY.occurred_on|escape}</td>
<td>{$ENTRY.line|escape}<div class="quiet">{$ENTRY.entry_id|escape}</div></td>
<td>{$ENTRY.actor|escape}{if $ENTRY.channel}, {$ENTRY.channel|escape}{/if}{if $ENTRY.collection}<div class="quiet">{$ENTRY.collection|escape}</div>{/if}</td>
<td class="text">{$ENTRY.shown_text|escape}</td>
</tr>
{foreachelse}
<tr><td colspan="4">{vtranslate('CB_NO_HISTORY', 'ConsentBridgeHistory')}</td></tr>
{/foreach}
</tbody>
</table>
</body>
</html>
{/strip}
