/* On every page of Vtiger, so it does little: the badge on Contacts and Leads, and the invitation of a list. */
var ConsentBridge = (function () {
  'use strict';

  var ASK_EVERY = 700;
  var ASK_TIMES = 12;
  var LOOK_EVERY = 2000;
  var LOOK_TIMES = 5;

  function post(data) {
    return app.request.post({ data: jQuery.extend({ module: 'ConsentBridge' }, data) });
  }

  function showBadge() {
    lookAt(LOOK_TIMES);
  }

  /** Again while an event of the last minute is on its way: the bridge may put a field back, and the badge says why. */
  function lookAt(left) {
    var source = app.getModuleName();
    var record = jQuery('#recordId').val();
    var head = jQuery('.detailview-header .recordBasicInfo .info-row').first();
    if (['Contacts', 'Leads'].indexOf(source) < 0 || !record || head.length === 0) return;
    app.request
      .get({ data: { module: 'ConsentBridge', view: 'Badge', host: source, record: record } })
      .then(function (error, html) {
        if (error || !html) return;
        // Not under the hand of somebody who is choosing.
        if (jQuery('.cbBadge .open').length === 0) {
          jQuery('.cbBadge').remove();
          head.after(html);
        }
        clearTimeout(ConsentBridge.looking);
        if (left > 1 && jQuery('.cbBadge').data('awaits')) {
          ConsentBridge.looking = setTimeout(function () {
            lookAt(left - 1);
          }, LOOK_EVERY);
        }
      });
  }

  function openDialog(link) {
    var badge = link.closest('.cbBadge');
    var data = {
      module: 'ConsentBridge',
      view: 'Dialog',
      act: link.data('act'),
      host: badge.data('source'),
      record: badge.data('record'),
    };
    app.request.get({ data: data }).then(function (error, html) {
      if (!error) app.helper.showModal(html);
    });
  }

  function copyLink(form) {
    var field = form.find('.cbLink').get(0);
    field.select();
    document.execCommand('copy');
    form.find('.cbAnswer').text(form.find('button strong').text() + ' \u2713');
  }

  /** Asks until the last word about an event is in; the event itself waits for nobody. */
  function follow(event, show, left) {
    post({ action: 'Outcome', event: event }).then(function (error, result) {
      if (error) return;
      show(result.words, result.refused);
      if (!result.last && left > 1) {
        setTimeout(function () {
          follow(event, show, left - 1);
        }, ASK_EVERY);
      } else {
        showBadge();
      }
    });
  }

  function submit(form) {
    var answer = form.find('.cbAnswer');
    var button = form.find('button[type=submit]').prop('disabled', true);
    var typed = {};
    form.serializeArray().forEach(function (field) {
      typed[field.name] = field.value;
    });
    post(jQuery.extend(typed, { action: 'Act' })).then(function (error, result) {
      if (error || !result.done) {
        button.prop('disabled', false);
        answer.css('color', '#a12a24').text(error ? error.message : result.words);
        return;
      }
      button.hide();
      answer.css('color', '#222').text(result.words);
      follow(
        result.event,
        function (words, refused) {
          answer.css('color', refused ? '#a12a24' : '#222').text(words);
        },
        ASK_TIMES,
      );
    });
  }

  function inviteList() {
    var list = window.app.controller();
    var chosen = list.getListSelectAllParams(true);
    if (!chosen) {
      list.noRecordSelectedAlert();
      return;
    }
    chosen = jQuery.extend(list.getDefaultParams(), chosen);
    ConsentBridge.chosen = jQuery.extend(chosen, { host: chosen.module, module: 'ConsentBridge' });
    delete chosen.view;
    delete chosen.parent;
    app.helper.showProgress();
    post(jQuery.extend({}, chosen, { action: 'MassInvite', mode: 'count' })).then(function (error, result) {
      app.helper.hideProgress();
      if (error || !result.done)
        app.helper.showErrorNotification({ message: error ? error.message : result.words });
      else app.helper.showModal(result.html);
    });
  }

  function submitList(form) {
    var answer = form.find('.cbAnswer');
    var button = form.find('button[type=submit]').prop('disabled', true);
    var data = { action: 'MassInvite', mode: 'send', ground: form.find('[name=ground]').val() };
    post(jQuery.extend({}, ConsentBridge.chosen, data)).then(function (error, result) {
      var failed = error || !result.done;
      answer.css('color', failed ? '#a12a24' : '#222').text(error ? error.message : result.words);
      button.prop('disabled', false).toggle(Boolean(failed));
    });
  }

  function register() {
    var page = jQuery(document);
    page.on('click', '.cbAct', function (event) {
      event.preventDefault();
      var link = jQuery(event.currentTarget);
      if (link.data('why')) app.helper.showAlertNotification({ message: link.data('why') });
      else openDialog(link);
    });
    page.on('submit', '.cbDialog', function (event) {
      event.preventDefault();
      var form = jQuery(event.currentTarget);
      if (form.data('act') === 'copy') copyLink(form);
      else submit(form);
    });
    page.on('submit', '.cbInvite', function (event) {
      event.preventDefault();
      submitList(jQuery(event.currentTarget));
    });
    showBadge();
    app.event.on('post.overlay.load post.relatedListLoad.click PostAjaxSaveEvent', showBadge);
  }

  return { register: register, inviteList: inviteList, post: post };
})();

jQuery(function () {
  if (typeof app !== 'undefined') ConsentBridge.register();
});
