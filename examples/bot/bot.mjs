// Answers when somebody mentions it. PARLEY_URL, BOT_EMAIL and BOT_PASSWORD say where and as whom.
import { ParleyClient, SignIn } from '@parley/sdk';

const {
  PARLEY_URL: url = 'http://localhost:3000',
  BOT_EMAIL: email = '',
  BOT_PASSWORD: password = '',
} = process.env;

const signIn = await SignIn.logIn(url, { email, password });
const client = new ParleyClient({ urls: [url], token: signIn.token, beginAt: 'head' });

client.on('ready', ({ user }) => console.log(`${user.username} is listening`));

client.on('new_message', (message) => {
  const me = client.user?.id ?? '';
  // Two bots that mention each other would never come to an end.
  if (message.sender_id === me || message.sender.bot || !message.mentions.includes(me)) return;
  const place = message.room_id ? { room_id: message.room_id } : { dm_id: message.dm_id ?? undefined };
  // The same client_id for the same question: a bot that was restarted in the middle does not answer twice.
  const answer = { content: `@${message.sender.username} you called?`, client_id: `re-${message.id}` };
  client.send({ ...place, ...answer }).catch((error) => console.error(error.code));
});

client.connect();
