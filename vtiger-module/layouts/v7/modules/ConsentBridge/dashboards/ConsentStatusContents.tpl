<div class="cbWidget" style="font-size:12px">
  <p style="margin:4px 0 6px">{$WORDS->say('widget_total', [$MAILABLE, $TOTAL])|escape:'html'}</p>
  <strong>{$WORDS->say('widget_people')|escape:'html'}</strong>
  <table style="width:100%;margin-bottom:6px"><tbody>
    {foreach from=$PEOPLE key=STATUS item=COUNT}{if $COUNT gt 0}
      <tr><td style="width:38%">{if $STATUS eq ''}{$WORDS->say('status_none')|escape:'html'}{else}{$WORDS->say("status_`$STATUS`")|escape:'html'}{/if}</td>
        <td><div aria-hidden="true" style="height:10px;width:{100*$COUNT/$MOST}%;min-width:2px;background:{if isset($COLOURS[$STATUS])}{$COLOURS[$STATUS]}{else}#c9ccd1{/if}"></div></td>
        <td style="width:15%;text-align:right">{$COUNT}</td></tr>
    {/if}{/foreach}
  </tbody></table>
  <strong>{$WORDS->say('widget_funnel')|escape:'html'}</strong>
  <table style="width:100%"><tbody>
    {foreach from=$STEPS key=STEP item=COUNT}
      <tr><td style="width:38%">{$WORDS->say("funnel_`$STEP`")|escape:'html'}</td>
        <td><div aria-hidden="true" style="height:10px;width:{100*$COUNT/$MOST_STEPS}%;background:#3a7bbf"></div></td>
        <td style="width:15%;text-align:right">{$COUNT}</td></tr>
    {/foreach}
  </tbody></table>
</div>
