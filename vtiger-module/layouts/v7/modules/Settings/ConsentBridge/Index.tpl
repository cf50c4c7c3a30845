<div id="cbSettings" class="col-lg-12 col-md-12 col-sm-12" style="max-width:1100px;padding:15px 25px 60px">
  <h4>{$WORDS->say('set_title')|escape:'html'}</h4>
  <p>{$WORDS->say('set_about')|escape:'html'}</p>
  {if count($FAILED) gt 0}
    <div class="alert alert-danger">{$WORDS->say('set_step_failed')|escape:'html'}{foreach from=$FAILED item=STEP} <strong>{$STEP.name|escape:'html'}</strong>: {$STEP.message|escape:'html'}{/foreach}</div>
  {/if}

  <section><h5><strong>{$WORDS->say('set_connection')|escape:'html'}</strong></h5>
    <form data-mode="save" autocomplete="off">
      <table class="table editview-table no-border"><tbody>
        <tr><td class="fieldLabel" style="width:40%"><label for="cb_url">{$WORDS->say('set_bridge_url')|escape:'html'}</label></td>
          <td><input id="cb_url" class="inputElement" type="url" name="bridge_url" maxlength="50" value="{$URL|escape:'html'}" placeholder="https://consent.example.org"></td></tr>
        <tr><td class="fieldLabel"><label for="cb_user">{$WORDS->say('set_bridge_user')|escape:'html'}</label></td>
          <td><select id="cb_user" class="inputElement" name="bridge_user"><option value=""></option>{foreach from=$USERS item=USER}<option value="{$USER.id}"{if $USER.id eq $BRIDGE_USER} selected{/if}>{$USER.user_name|escape:'html'}</option>{/foreach}</select></td></tr>
        {foreach from=$SECRETS key=NAME item=IS_SET}
          <tr><td class="fieldLabel"><label for="cb_{$NAME}">{$WORDS->say("set_`$NAME`")|escape:'html'}</label></td>
            <td><input id="cb_{$NAME}" class="inputElement" type="password" name="{$NAME}" autocomplete="new-password">
              <div style="color:{if $IS_SET}#1f6b33{else}#a12a24{/if}">{if $IS_SET}{$WORDS->say('set_is_set')|escape:'html'}{else}{$WORDS->say('set_not_set')|escape:'html'}{/if}</div></td></tr>
        {/foreach}
      </tbody></table>
      <button type="submit" class="btn btn-success">{$WORDS->say('set_save')|escape:'html'}</button>
      <button type="button" class="btn btn-default" data-do="test">{$WORDS->say('set_test')|escape:'html'}</button>
      <span class="cbAnswer" role="status" style="margin-left:12px;font-weight:600"></span>
    </form>
  </section><hr>

  <section><h5><strong>{$WORDS->say('set_outbox')|escape:'html'}</strong></h5>
    <p>{$WORDS->say('set_outbox_about', [$WAITING])|escape:'html'}
      <button type="button" class="btn btn-default btn-sm" data-do="retry" style="margin-left:12px">{$WORDS->say('set_retry_all')|escape:'html'}</button>
      <span class="cbAnswer" role="status" style="margin-left:12px;font-weight:600"></span></p>
    {if count($OUTBOX) eq 0}<p>{$WORDS->say('set_outbox_empty')|escape:'html'}</p>{else}
    <div style="max-height:360px;overflow:auto"><table class="table table-bordered table-condensed" id="cbOutbox">
      <thead><tr>{foreach from=['time','event','record','state','why','tries','next'] item=HEAD}<th>{$WORDS->say("out_`$HEAD`")|escape:'html'}</th>{/foreach}<th></th></tr></thead>
      <tbody>{foreach from=$OUTBOX item=ROW}
        <tr><td>{$ROW.created_at|escape:'html'}</td><td>{$ROW.event|escape:'html'}</td>
          <td>{if $ROW.setype neq ''}<a href="index.php?module={$ROW.setype|escape:'url'}&view=Detail&record={$ROW.crmid}">{$ROW.label|escape:'html'}</a>{else}{$ROW.crmid}{/if}</td>
          <td>{$WORDS->say("state_`$ROW.state`")|escape:'html'}</td>
          <td>{$ROW.why|escape:'html'}</td>
          <td>{$ROW.tries}</td><td>{if $ROW.state eq 'waiting'}{$ROW.next_at|escape:'html'}{/if}</td>
          <td>{if $ROW.state eq 'waiting' or $ROW.state eq 'refused'}<button type="button" class="btn btn-default btn-sm" data-do="retry" data-event="{$ROW.id}">{$WORDS->say('set_retry')|escape:'html'}</button>{/if}</td></tr>
      {/foreach}</tbody></table></div>{/if}
  </section><hr>

  <section><h5><strong>{$WORDS->say('set_backfill')|escape:'html'}</strong></h5>
    <div class="progress" style="max-width:420px;margin-bottom:6px" role="progressbar" aria-valuemin="0" aria-valuemax="{$RECORDS}" aria-valuenow="{$READY}" aria-label="{$WORDS->say('set_backfill')|escape:'html'}"><div class="progress-bar progress-bar-success" style="width:{if $RECORDS gt 0}{100*$READY/$RECORDS}{else}100{/if}%"></div></div>
    <p>{$WORDS->say('set_backfill_text', [$READY, $RECORDS])|escape:'html'} {if $CRON eq ''}{$WORDS->say('set_backfill_never')|escape:'html'}{else}{$WORDS->say('set_backfill_cron', [$CRON])|escape:'html'}{/if}</p>
  </section><hr>

  <section><h5><strong>{$WORDS->say('set_roles')|escape:'html'}</strong></h5>
    <p>{$WORDS->say('set_roles_about')|escape:'html'}</p>
    <form data-mode="rights">
      <table class="table table-bordered table-condensed"><thead><tr><th></th><th>{$WORDS->say('set_everyone')|escape:'html'}</th>{foreach from=$ROLES item=ROLE}<th>{$ROLE.rolename|escape:'html'}</th>{/foreach}</tr></thead><tbody>
        {foreach from=$ACTS key=ACT item=CHOSEN}
          <tr><td>{$WORDS->say("act_`$ACT`")|escape:'html'}</td>
            <td><input type="checkbox" name="everyone[]" value="{$ACT}" aria-label="{$WORDS->say('set_everyone')|escape:'html'}"{if $CHOSEN eq '*'} checked{/if}></td>
            {foreach from=$ROLES item=ROLE}<td><input type="checkbox" class="cbRole" name="roles[]" value="{$ACT}:{$ROLE.roleid}" aria-label="{$ROLE.rolename|escape:'html'}"{if $CHOSEN eq '*'} disabled{elseif in_array($ROLE.roleid, $CHOSEN)} checked{/if}></td>{/foreach}</tr>
        {/foreach}
      </tbody></table>
      <button type="submit" class="btn btn-success">{$WORDS->say('set_save')|escape:'html'}</button>
      <span class="cbAnswer" role="status" style="margin-left:12px;font-weight:600"></span>
    </form>
  </section><hr>

  <section><h5><strong>{$WORDS->say('set_repair')|escape:'html'}</strong></h5>
    <p>{$WORDS->say('set_repair_about')|escape:'html'}</p>
    <button type="button" class="btn btn-default" data-do="repair">{$WORDS->say('set_repair')|escape:'html'}</button>
    <span class="cbAnswer" role="status" style="margin-left:12px;font-weight:600"></span>
  </section><hr>

  <section><h5><strong>{$WORDS->say('set_remove')|escape:'html'}</strong></h5>
    <p>{$WORDS->say('set_remove_about')|escape:'html'}</p>
    <form data-mode="remove" autocomplete="off">
      <label style="font-weight:normal;display:block"><input type="checkbox" name="delete_data" value="1"> {$WORDS->say('set_delete_data')|escape:'html'}</label>
      <label style="font-weight:normal">{$WORDS->say('set_remove_confirm')|escape:'html'} <input type="text" name="confirm" class="inputElement" style="width:140px"></label>
      <button type="submit" class="btn btn-danger">{$WORDS->say('set_remove')|escape:'html'}</button>
      <span class="cbAnswer" role="status" style="margin-left:12px;font-weight:600"></span>
    </form>
  </section>
</div>
