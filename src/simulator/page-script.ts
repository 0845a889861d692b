/** Runs in the browser. Each press is one POST; then the new page takes the place of the old one. */
export const script = `
const says = document.getElementById('says');
let timer;
function say(words, isBad) {
  says.textContent = words;
  says.className = isBad ? 'bad' : '';
  says.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => { says.hidden = true; }, 6000);
}
async function refresh() {
  const text = await (await fetch(location.href)).text();
  const fresh = new DOMParser().parseFromString(text, 'text/html');
  for (const part of ['main', '.switches']) {
    const [now, then] = [document.querySelector(part), fresh.querySelector(part)];
    // Left alone when nothing changed, so that the focus stays where it is.
    if (now.innerHTML === then.innerHTML) continue;
    // What is being typed meanwhile stays.
    const typed = new Map([...now.querySelectorAll('input')].map((field) => [field.name, field.value]));
    now.innerHTML = then.innerHTML;
    for (const field of now.querySelectorAll('input')) field.value = typed.get(field.name) ?? field.value;
  }
}
async function post(path, body) {
  const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return { response, answer: await response.json() };
}
document.addEventListener('click', async (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  button.setAttribute('aria-busy', 'true');
  try {
    if (button.dataset.switch) {
      await post('/simulator/tenant', { [button.dataset.switch]: button.getAttribute('aria-checked') !== 'true' });
    } else {
      const field = button.closest('.pass')?.querySelector('input');
      const typed = field ? { [field.name]: field.value } : {};
      const person = button.closest('[data-person]').dataset.person;
      const { response, answer } = await post('/simulator/people/' + person + '/' + button.dataset.action, { ...JSON.parse(button.dataset.input), ...typed });
      if (response.ok && field) field.value = '';
      say(answer.says ?? answer.error.message, !response.ok);
    }
    await refresh();
  } catch (error) {
    say(String(error), true);
  } finally {
    button.removeAttribute('aria-busy');
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target.tagName === 'INPUT') event.target.closest('.pass')?.querySelector('button').click();
});
// What others do (the bot removes a passkey, a test plays a phone) shows without a press.
setInterval(() => { if (!document.hidden && document.activeElement?.tagName !== 'INPUT') refresh().catch(() => {}); }, 5000);
document.querySelector('nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
`;
