<div class="cbBadge" data-record="{$RECORD}" data-source="{$SOURCE|escape:'html'}" data-awaits="{if $AWAITS}1{/if}" style="margin:4px 0 2px;line-height:26px;overflow:visible">
  <span style="display:inline-block;border:1px solid {$COLOUR};border-radius:12px;padding:0 10px;background:#fff;color:#222;white-space:nowrap">
    <span aria-hidden="true" style="display:inline-block;width:9px;height:9px;border-radius:50%;background:{$COLOUR};margin-right:6px"></span>
    <strong>{if $STANDING->own eq ''}{$WORDS->say('status_none')|escape:'html'}{else}{$WORDS->say("status_`$STANDING->own`")|escape:'html'}{/if}</strong>
    {if $DAY neq ''}<span style="color:#555"> &middot; {$DAY|escape:'html'}</span>{/if}
    <span> &middot; {if $STANDING->mayBeMailed()}<span style="color:#1f6b33">{$WORDS->say('mail_yes')|escape:'html'}</span>{else}<span style="color:#a12a24">{$WORDS->say('mail_no')|escape:'html'}</span>{/if}</span>
  </span>
  <span class="btn-group" style="margin-left:6px">
    <button type="button" class="btn btn-default btn-sm dropdown-toggle" data-toggle="dropdown" aria-haspopup="true">{$WORDS->say('acts')|escape:'html'} <span class="caret"></span></button>
    <ul class="dropdown-menu" style="min-width:300px;max-width:380px">
      {foreach from=$ACTS key=ACT item=WHY}
        <li class="{if $WHY neq ''}disabled{/if}">
          <a href="#" class="cbAct" data-act="{$ACT}" data-why="{$WHY|escape:'html'}" aria-disabled="{if $WHY neq ''}true{else}false{/if}" title="{$WHY|escape:'html'}" style="white-space:normal">
            {$WORDS->say("act_`$ACT`")|escape:'html'}
            {if $WHY neq ''}<br><small style="line-height:16px;display:block;color:#767676">{$WHY|escape:'html'}</small>{/if}
          </a>
        </li>
      {/foreach}
    </ul>
  </span>
  {if $NOTE neq ''}
    <div class="cbNote" role="status" style="color:#a12a24;line-height:18px;white-space:normal">{$NOTE|escape:'html'}</div>
  {/if}
  {if $STANDING->refusalWaits}
    <div style="color:#a12a24;line-height:18px;white-space:normal">{$WORDS->say('refusal_waits')|escape:'html'}</div>
  {/if}
  {if $STANDING->status neq $STANDING->own}
    <div style="color:#a12a24;line-height:18px;white-space:normal">{$WORDS->say('other_record', [$WORDS->say("status_`$STANDING->status`")])|escape:'html'}</div>
  {/if}
</div>
