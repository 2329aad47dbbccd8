export interface Mail {
  subject: string;
  text: string;
  html: string;
}

interface Body {
  subject: string;
  greeting: string;
  lines: string[];
  link?: { url: string; label: string };
  last: string;
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

/** The same words twice: as text, and as markup that every mail program shows. */
const mail = ({ subject, greeting, lines, link, last }: Body): Mail => ({
  subject,
  text: [greeting, ...lines, ...(link ? [link.url] : []), last, '-- \nParley'].join('\n\n'),
  html: [
    '<!doctype html><html lang="en"><body style="font:16px/1.5 sans-serif;color:#1d2129;max-width:34em">',
    ...[greeting, ...lines].map((line) => `<p>${escaped(line)}</p>`),
    ...(link ? [`<p><a href="${escaped(link.url)}">${escaped(link.label)}</a></p>`] : []),
    `<p style="color:#5c6370">${escaped(last)}</p>`,
    '</body></html>',
  ].join('\n'),
});

const hello = (name: string): string => `Hello ${name},`;

export const passwordResetMail = ({ name, url }: { name: string; url: string }): Mail =>
  mail({
    subject: 'A new password',
    greeting: hello(name),
    lines: ['Somebody, probably you, asked for a new password. Choose one here within an hour:'],
    link: { url, label: 'Choose a new password' },
    last: 'If it was not you, there is nothing to do: your password stays as it is.',
  });

export const confirmEmailMail = ({ name, url }: { name: string; url: string }): Mail =>
  mail({
    subject: 'Confirm your e-mail address',
    greeting: hello(name),
    lines: ['Confirm within a day that this address is yours:'],
    link: { url, label: 'Confirm this address' },
    last: 'If you did not expect this, somebody mistyped an address: there is nothing to do.',
  });

export const passwordChangedMail = ({ name }: { name: string }): Mail =>
  mail({
    subject: 'Your password was changed',
    greeting: hello(name),
    lines: ['Your password was changed, and all other devices were signed out.'],
    last: 'If it was not you, ask for a new password at once, and tell an administrator.',
  });

export const emailChangedMail = ({ name, email }: { name: string; email: string }): Mail =>
  mail({
    subject: 'Your e-mail address was changed',
    greeting: hello(name),
    lines: [`The address of your account is ${email} now; this one is not used any more.`],
    last: 'If it was not you, tell an administrator.',
  });
