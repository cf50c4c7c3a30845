import { escapeHtml, page } from './layout';
import { CONSENT_TEXT } from './save';

export function webformPage(sent: boolean): string {
  const thanks =
    '<section role="status"><strong>Thank you.</strong> If you ticked the box, look in your mail.</section>';
  return page(
    'Sign up',
    `${sent ? thanks : ''}<form class="card" method="post" action="/webform">
<label><span>First name</span><input type="text" name="firstname" autocomplete="given-name"></label>
<label><span>Last name (required)</span><input type="text" name="lastname" autocomplete="family-name" required></label>
<label><span>E-mail (required)</span><input type="email" name="email" autocomplete="email" required></label>
<label class="check"><input type="checkbox" name="newsletter" value="1"><span>${escapeHtml(CONSENT_TEXT)}</span></label>
<button>Send</button></form><p class="note">This imitates a web form of the CRM: it creates a lead with source WEBFORM.</p>`,
  );
}
