{strip}
{assign var=CB_EVENTS value=['ByNewsletterBox', 'ByStatus', 'OptInRequested', 'InvitationRequested', 'ConsentRefused', 'ConsentWithdrawn', 'AddressBlacklisted', 'AddressChanged', 'RecordSaved']}
<div class="row form-group">
    <div class="col-sm-2 col-xs-2">{vtranslate('CB_EVENT', 'ConsentBridge')}</div>
    <div class="col-sm-6 col-xs-6">
        <select name="consentEvent" class="select2" style="width:100%">
            {foreach from=$CB_EVENTS item=CB_EVENT}
                <option value="{$CB_EVENT}"{if $TASK_OBJECT->consentEvent eq $CB_EVENT} selected{/if}>{vtranslate("CB_EVENT_{$CB_EVENT}", 'ConsentBridge')}</option>
            {/foreach}
        </select>
    </div>
</div>
<div class="row form-group">
    <div class="col-sm-2 col-xs-2">{vtranslate('CB_TEXT', 'ConsentBridge')}</div>
    <div class="col-sm-6 col-xs-6">
        <textarea name="consentText" class="inputElement" rows="4" style="height:auto">{$TASK_OBJECT->consentText|escape}</textarea>
        <span class="muted">{vtranslate('CB_TEXT_HELP', 'ConsentBridge')}</span>
    </div>
</div>
<div class="row form-group">
    <div class="col-sm-2 col-xs-2">{vtranslate('CB_SOURCE', 'ConsentBridge')}</div>
    <div class="col-sm-6 col-xs-6"><input type="text" name="consentSource" class="inputElement" maxlength="255" value="{$TASK_OBJECT->consentSource|escape}"></div>
</div>
<div class="row form-group">
    <div class="col-sm-2 col-xs-2">{vtranslate('CB_GROUND', 'ConsentBridge')}</div>
    <div class="col-sm-6 col-xs-6">
        <input type="text" name="consentGround" class="inputElement" maxlength="255" value="{$TASK_OBJECT->consentGround|escape}">
        <span class="muted">{vtranslate('CB_GROUND_HELP', 'ConsentBridge')}</span>
    </div>
</div>
<div class="row form-group">
    <div class="col-sm-2 col-xs-2">{vtranslate('CB_LANGUAGE', 'ConsentBridge')}</div>
    <div class="col-sm-6 col-xs-6">
        <select name="consentLanguage" class="select2" style="width:100%">
            <option value="">{vtranslate('CB_LANGUAGE_OF_RECORD', 'ConsentBridge')}</option>
            {foreach from=['nl', 'en', 'de', 'fr'] item=CB_LANGUAGE}
                <option value="{$CB_LANGUAGE}"{if $TASK_OBJECT->consentLanguage eq $CB_LANGUAGE} selected{/if}>{$CB_LANGUAGE}</option>
            {/foreach}
        </select>
    </div>
</div>
{/strip}
