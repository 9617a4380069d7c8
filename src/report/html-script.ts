import { createHash } from 'node:crypto';

/**
 * The page's only script: search and copying. Without it both are hidden, and nothing else is missed.
 * It takes no text of the run for anything but text.
 */
export const SCRIPT = `
const search = document.querySelector('.search input');
if (search) {
  search.parentElement.hidden = false;
  const labs = [...document.querySelectorAll('.lab')].map((lab) => ({
    lab,
    name: lab.querySelector('header').textContent.toLowerCase(),
    steps: [...lab.querySelectorAll('.step')].map((step) => ({ step, text: step.textContent.toLowerCase() })),
  }));
  const links = new Map([...document.querySelectorAll('nav a')].map((a) => [a.hash.slice(1), a.parentElement]));
  search.addEventListener('input', () => {
    const wanted = search.value.trim().toLowerCase();
    for (const { lab, name, steps } of labs) {
      let any = false;
      for (const { step, text } of steps) {
        const fits = text.includes(wanted) || name.includes(wanted);
        step.hidden = !fits;
        const link = links.get(step.querySelector('.body').id);
        if (link) link.hidden = !fits;
        any ||= fits;
      }
      lab.hidden = !any && steps.length > 0;
      const link = links.get(lab.id);
      if (link) link.hidden = lab.hidden;
    }
  });
}
for (const button of document.querySelectorAll('.copy')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const typed = button.closest('.command').querySelector('.typed').cloneNode(true);
    typed.querySelector('.prompt').remove();
    await navigator.clipboard.writeText(typed.textContent);
    button.textContent = 'copied';
    setTimeout(() => { button.textContent = 'copy'; }, 1500);
  });
}
`;

/** What the page's policy allows it by. */
export const SCRIPT_HASH = `sha256-${createHash('sha256').update(SCRIPT).digest('base64')}`;
