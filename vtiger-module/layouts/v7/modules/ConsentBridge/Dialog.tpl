<div class="modal-dialog">
  <div class="modal-content">
    {include file="ModalHeader.tpl"|vtemplate_path:'Vtiger' TITLE=$TITLE}
    <form class="cbDialog" data-act="{$ACT}">
      <input type="hidden" name="act" value="{$ACT}">
      <input type="hidden" name="host" value="{$SOURCE|escape:'html'}">
      <input type="hidden" name="record" value="{$RECORD}">
      <div class="modal-body" style="padding:15px 20px">
        <p style="white-space:normal">{$WORDS->say("about_`$ACT`")|escape:'html'}</p>
        {if $ACT eq 'copy'}
          <input type="text" class="form-control cbLink" readonly value="{$LINK|escape:'html'}" aria-label="{$TITLE|escape:'html'}">
        {/if}
        {if $ACT eq 'record'}
          <div class="row">
            <div class="col-sm-6"><label>{$WORDS->say('field_basis')|escape:'html'} *
              <select name="basis" class="form-control" style="width:220px;font-weight:normal">{foreach from=$BASES item=BASIS}<option value="{$BASIS}">{$WORDS->say("basis_`$BASIS`")|escape:'html'}</option>{/foreach}</select></label></div>
            <div class="col-sm-6"><label>{$WORDS->say('field_language')|escape:'html'}
              <select name="language" class="form-control" style="width:120px;font-weight:normal"><option value=""></option>{foreach from=$LANGUAGES item=LANGUAGE}<option value="{$LANGUAGE}">{$LANGUAGE}</option>{/foreach}</select></label></div>
          </div>
          <label style="display:block">{$WORDS->say('field_text')|escape:'html'} *
            <textarea name="text" class="form-control" rows="4" required maxlength="16000" style="font-weight:normal"></textarea></label>
          <div class="row">
            <div class="col-sm-6"><label>{$WORDS->say('field_date')|escape:'html'} *
              <input type="date" name="date" class="form-control" required max="{$NOW->format('Y-m-d')}" style="font-weight:normal"></label></div>
            <div class="col-sm-6"><label>{$WORDS->say('field_time')|escape:'html'}
              <input type="time" name="time" class="form-control" style="font-weight:normal"></label></div>
          </div>
        {/if}
        {if $ACT eq 'record' or $ACT eq 'refuse'}
          <label style="display:block">{$WORDS->say("source_`$ACT`")|escape:'html'}{if $ACT eq 'record'} *{/if}
            <input type="text" name="source" class="form-control" maxlength="255"{if $ACT eq 'record'} required{/if} style="font-weight:normal"></label>
        {/if}
        {if $ACT eq 'invite'}
          <label style="display:block">{$WORDS->say('field_ground')|escape:'html'} *
            <input type="text" name="ground" class="form-control" maxlength="1000" required placeholder="{$WORDS->say('hint_ground')|escape:'html'}" style="font-weight:normal"></label>
        {/if}
        {if $ACT eq 'blacklist' or $ACT eq 'lift'}
          <label style="display:block">{$WORDS->say('field_reason')|escape:'html'} *
            <input type="text" name="reason" class="form-control" maxlength="1000" required style="font-weight:normal"></label>
        {/if}
        <div class="cbAnswer" role="status" aria-live="polite" style="white-space:normal;margin-top:10px;font-weight:600"></div>
      </div>
      <div class="modal-footer"><center>
        <button class="btn btn-success" type="submit"><strong>{if $ACT eq 'copy'}{$WORDS->say('copy')|escape:'html'}{else}{$TITLE|escape:'html'}{/if}</strong></button>
        <a href="#" class="cancelLink" data-dismiss="modal">{$WORDS->say('close')|escape:'html'}</a>
      </center></div>
    </form>
  </div>
</div>
