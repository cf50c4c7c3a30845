/* The settings page of the consent bridge: each form is posted, its answer shown beside it. */
jQuery(function () {
  'use strict';

  var page = jQuery('#cbSettings');
  if (page.length === 0) return;

  function post(data, answer, button) {
    button.prop('disabled', true);
    answer.css('color', '#555').text('...');
    data.module = 'ConsentBridge';
    data.parent = 'Settings';
    data.action = 'Act';
    app.request.post({ data: data }).then(function (error, result) {
      button.prop('disabled', false);
      var done = !error && result.done;
      answer.css('color', done ? '#1f6b33' : '#a12a24').text(error ? error.message : result.words);
      if (done && data.mode === 'save') page.find('input[type=password]').val('');
      if (done && result.gone) window.location.href = 'index.php';
      else if (!error && ['retry', 'repair'].indexOf(data.mode) >= 0) setTimeout(reload, 1500);
    });
  }

  function reload() {
    window.location.reload();
  }

  /** Names that end in [] become lists, as PHP reads them. */
  function dataOf(form) {
    var data = { mode: form.data('mode') };
    form.serializeArray().forEach(function (field) {
      var name = field.name.replace(/\[\]$/, '');
      if (name === field.name) data[name] = field.value;
      else (data[name] = data[name] || []).push(field.value);
    });
    return data;
  }

  page.on('submit', 'form', function (event) {
    event.preventDefault();
    var form = jQuery(event.currentTarget);
    post(dataOf(form), form.find('.cbAnswer'), form.find('button[type=submit]'));
  });

  page.on('click', '[data-do]', function (event) {
    event.preventDefault();
    var button = jQuery(event.currentTarget);
    var data = { mode: button.data('do'), event: button.data('event') || 0 };
    post(data, button.closest('section').find('.cbAnswer').first(), button);
  });

  page.on('change', 'input[name="everyone[]"]', function (event) {
    var box = jQuery(event.currentTarget);
    box.closest('tr').find('.cbRole').prop('disabled', box.prop('checked'));
  });
});
