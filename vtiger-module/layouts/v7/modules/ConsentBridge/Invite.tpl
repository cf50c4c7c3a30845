<div class="modal-dialog">
  <div class="modal-content">
    {include file="ModalHeader.tpl"|vtemplate_path:'Vtiger' TITLE=$WORDS->say('list_title')}
    <form class="cbInvite">
      <div class="modal-body" style="padding:15px 20px">
        <p>{$WORDS->say('list_about', [$TOTAL])|escape:'html'}</p>
        <table class="table table-condensed" style="margin-bottom:10px"><tbody>
          {foreach from=$COUNTS key=OUTCOME item=COUNT}
            {if $COUNT gt 0 or $OUTCOME eq 'invite'}
              <tr data-outcome="{$OUTCOME}"{if $OUTCOME eq 'invite'} style="font-weight:600"{/if}>
                <td>{$WORDS->say("list_`$OUTCOME`")|escape:'html'}</td><td style="text-align:right">{$COUNT}</td>
              </tr>
            {/if}
          {/foreach}
        </tbody></table>
        {if $COUNTS.invite gt 0}
          <label style="display:block">{$WORDS->say('field_ground')|escape:'html'} *
            <input type="text" name="ground" class="form-control" maxlength="1000" required placeholder="{$WORDS->say('hint_ground')|escape:'html'}" style="font-weight:normal"></label>
        {else}
          <p>{$WORDS->say('why_none_left')|escape:'html'}</p>
        {/if}
        <div class="cbAnswer" role="status" aria-live="polite" style="white-space:normal;margin-top:10px;font-weight:600"></div>
      </div>
      <div class="modal-footer"><center>
        {if $COUNTS.invite gt 0}<button class="btn btn-success" type="submit"><strong>{$WORDS->say('list_send', [$COUNTS.invite])|escape:'html'}</strong></button>{/if}
        <a href="#" class="cancelLink" data-dismiss="modal">{$WORDS->say('close')|escape:'html'}</a>
      </center></div>
    </form>
  </div>
</div>
