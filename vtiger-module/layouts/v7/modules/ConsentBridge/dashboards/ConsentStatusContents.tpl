<div class="cbWidget" style="font-size:12px">
  <p style="margin:2px 0 4px">{$WORDS->say('widget_total', [$MAILABLE, $TOTAL])|escape:'html'}</p>
  <div style="display:flex;gap:14px">
    <div style="flex:1 1 0;min-width:0"><strong>{$WORDS->say('widget_people')|escape:'html'}</strong>
      <table style="width:100%"><tbody>
        {foreach from=$PEOPLE key=STATUS item=COUNT}{if $COUNT gt 0}
          <tr data-status="{$STATUS}" style="line-height:15px"><td style="width:58%">{if $STATUS eq ''}{$WORDS->say('status_none')|escape:'html'}{else}{$WORDS->say("status_`$STATUS`")|escape:'html'}{/if}</td>
            <td><div aria-hidden="true" style="height:9px;width:{100*$COUNT/$MOST}%;min-width:2px;background:{if isset($COLOURS[$STATUS])}{$COLOURS[$STATUS]}{else}#c9ccd1{/if}"></div></td>
            <td style="width:14%;text-align:right">{$COUNT}</td></tr>
        {/if}{/foreach}
      </tbody></table></div>
    <div style="flex:1 1 0;min-width:0"><strong>{$WORDS->say('widget_funnel')|escape:'html'}</strong>
      <table style="width:100%"><tbody>
        {foreach from=$STEPS key=STEP item=COUNT}
          <tr data-step="{$STEP}" style="line-height:15px"><td style="width:56%">{$WORDS->say("funnel_`$STEP`")|escape:'html'}</td>
            <td><div aria-hidden="true" style="height:9px;width:{100*$COUNT/$MOST_STEPS}%;background:#3a7bbf"></div></td>
            <td style="width:14%;text-align:right">{$COUNT}</td></tr>
        {/foreach}
      </tbody></table></div>
  </div>
</div>
