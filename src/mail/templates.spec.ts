import { describe, expect, it } from 'vitest';
import { confirmEmailMail, emailChangedMail, passwordChangedMail, passwordResetMail } from './templates.js';

const url = 'https://chat.example.org/reset-password#token=abc';

describe('mails', () => {
  it('say the same as text and as markup', () => {
    const { subject, text, html } = passwordResetMail({ name: 'Amy', url });
    expect(subject).toBe('A new password');
    expect(text).toContain(`\n\n${url}\n\n`);
    expect(html).toContain(`<a href="${url}">Choose a new password</a>`);
    for (const part of [text, html]) expect(part).toContain('Hello Amy,');
  });

  it('hold no markup of a name, in any of them', () => {
    const name = '<img src=x onerror="alert(1)">';
    const all = [
      passwordResetMail({ name, url }),
      confirmEmailMail({ name, url }),
      passwordChangedMail({ name }),
      emailChangedMail({ name, email: 'a&b@example.org' }),
    ];
    for (const { html, subject } of all) {
      expect(html).not.toContain('<img');
      expect(html).toContain('&lt;img');
      expect(subject).not.toContain('\n');
    }
    expect(all[3]?.html).toContain('a&amp;b@example.org');
  });
});
