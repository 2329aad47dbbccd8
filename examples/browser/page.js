// A page without a bundler: parley.min.js is the file of that name in the package. ?url= says where, &room= which room.
const { ParleyClient, SignIn, indexedDbStorage } = globalThis.Parley;
const parameters = new URLSearchParams(location.search);
const url = parameters.get('url') ?? 'http://localhost:3000';
const room_id = parameters.get('room') ?? '';
const [signInForm, compose, list] = ['sign-in', 'compose', 'messages'].map((id) =>
  document.getElementById(id),
);

signInForm.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { email, password } = Object.fromEntries(new FormData(signInForm));
  const signIn = await SignIn.logIn(url, { email, password });
  const outbox = indexedDbStorage(`parley-${email}`);
  const client = new ParleyClient({ urls: [url], token: signIn.token, outbox });
  client.on('ready', () => open(client));
  client.connect();
  signInForm.hidden = true;
});

let opened;

const open = (client) => {
  const store = client.conversations.get(room_id);
  if (store === opened) return;
  opened = store;
  const show = () => {
    const { messages, pending } = store.getSnapshot();
    list.replaceChildren(
      ...messages.map(({ sender, content }) => line(`${sender.username}: ${content}`, 'stored')),
      ...pending.map(({ outgoing, failure }) => line(outgoing.content, failure ? 'failed' : 'pending')),
    );
  };
  store.subscribe(show);
  show();
  compose.hidden = false;
  compose.onsubmit = (event) => {
    event.preventDefault();
    client.send({ room_id, content: new FormData(compose).get('content') }).catch(show);
    compose.reset();
  };
};

const line = (text, state) => {
  const item = document.createElement('li');
  item.textContent = text;
  item.dataset.state = state;
  return item;
};
