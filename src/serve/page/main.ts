import type { ToPage } from '../messages.ts';
import { ClassView } from './class-view.ts';
import { courseView } from './course-view.ts';
import { button, el, replace } from './dom.ts';
import { GuidePane } from './guide-view.ts';
import { ServerLink } from './server.ts';
import { Terminals } from './terminals.ts';

const app = document.querySelector('#app')!;

/** The token comes in the fragment, which no server is sent, and stays in this tab alone. */
function takeToken(): string {
  const given = location.hash.slice(1);
  if (given !== '') {
    sessionStorage.setItem('labproof-token', given);
    history.replaceState(undefined, '', location.pathname);
  }
  return sessionStorage.getItem('labproof-token') ?? '';
}

class Page {
  readonly #token = takeToken();
  readonly #link: ServerLink;
  readonly #terminals: Terminals;
  readonly #guide: GuidePane;
  readonly #announcer = el('div', {
    class: 'aside',
    role: 'log',
    'aria-live': 'polite',
    'aria-label': 'What has happened',
  });
  readonly #banner = el('div', { class: 'banner', role: 'status', hidden: true });
  readonly #picture = el('div', { class: 'picture' });
  readonly #pictureWords = el('span', { class: 'note' });
  readonly #title = el('span', { class: 'where' });
  readonly #index = button('All labs', () => this.#link.say({ t: 'index' }), {
    class: 'plain',
    hidden: true,
  });
  readonly #backToClass = button('Back to the class', () => this.#showClass(), {
    class: 'plain',
    hidden: true,
  });
  readonly #content = el('div', { class: 'content' });
  #class: ClassView | undefined;
  #watching = false;
  #course: Extract<ToPage, { t: 'course' }> | undefined;
  #work: HTMLElement | undefined;
  #view: 'guide' | 'terminal' | 'network' = 'guide';

  constructor() {
    this.#link = new ServerLink(this.#token, {
      said: (message) => this.#said(message),
      terminal: (number, data) => this.#terminals.write(number, data),
      connected: (connected) => this.#connected(connected),
    });
    this.#terminals = new Terminals(this.#link, () => {
      this.#show('guide');
      this.#guide.focus();
    });
    this.#guide = new GuidePane({
      link: this.#link,
      terminal: () => this.#terminals.front,
      typed: () => {
        this.#show('terminal');
        this.#terminals.focus();
      },
      announce: (text) => this.#announce(text),
    });
    addEventListener('keydown', (event) => {
      if (event.key !== 'F6' || event.defaultPrevented || !this.#work) return;
      event.preventDefault();
      this.#show('terminal');
      this.#terminals.focus();
    });
    replace(
      app,
      el('a', { class: 'skip-link', href: '#guide' }, 'To the text'),
      el(
        'header',
        { class: 'top' },
        el('span', { class: 'brand' }, 'labproof'),
        this.#title,
        this.#backToClass,
        this.#index,
        el('span', { class: 'space' }),
        this.#guide.progress,
        button('◐', () => switchScheme(), {
          class: 'plain icon',
          'aria-label': 'Switch between light and dark',
          title: 'Light or dark',
        }),
      ),
      this.#banner,
      this.#content,
      this.#announcer,
    );
    this.#wait(
      this.#token === ''
        ? 'This page needs the link that labproof printed: the part behind # is the key.'
        : 'One moment…',
    );
  }

  #connected(connected: boolean): void {
    this.#banner.hidden = connected;
    this.#banner.textContent = connected
      ? ''
      : 'The connection is lost; trying again. Nothing is lost, and what you type is kept.';
  }

  #said(message: ToPage): void {
    switch (message.t) {
      case 'refused':
        this.#wait(message.text);
        return;
      case 'class':
        this.#class ??= new ClassView(this.#link, this.#token);
        this.#class.update(message.seats);
        if (!this.#watching) this.#place(this.#class.element);
        return;
      case 'course':
        this.#takeCourse(message);
        return;
      case 'machine':
        this.#machine(message);
        return;
      case 'front':
        this.#terminals.show(message.terminal);
        return;
      case 'document':
        this.#terminals.name(message.machines);
        this.#guide.show(message);
        this.#showWork();
        return;
      case 'state':
        this.#guide.update(message);
        return;
      case 'event':
        this.#guide.event(message.event);
        return;
      case 'picture':
        this.#picture.innerHTML = message.html;
        this.#picture.classList.toggle('empty', message.html === '');
        if (message.html === '')
          this.#picture.textContent =
            'Nothing yet: networks and containers of this lab show here as they come.';
        this.#pictureWords.textContent = message.words;
        return;
      case 'terminal':
        this.#terminals.place(message.terminal, message);
        return;
      case 'graded':
        this.#guide.graded(message);
        return;
      case 'say':
        this.#guide.say(message.text);
        return;
    }
  }

  #takeCourse(course: Extract<ToPage, { t: 'course' }>): void {
    if (this.#class && !this.#watching) this.#watching = true;
    this.#course = course;
    this.#backToClass.hidden = !this.#class;
    this.#title.textContent = this.#class ? `Seat ${course.seat}` : course.title;
    this.#index.hidden = course.at === undefined || course.documents.length < 2;
    if (course.at !== undefined) return;
    this.#work = undefined;
    this.#terminals.clear();
    replace(this.#guide.progress);
    document.title = `${course.title} · labproof`;
    this.#place(courseView(course, this.#link));
  }

  #machine({ state, text }: Extract<ToPage, { t: 'machine' }>): void {
    if (state === 'failed') {
      this.#wait(text);
      return;
    }
    if (state === 'ready') {
      this.#banner.hidden = true;
      this.#terminals.start();
      return;
    }
    const words = {
      making: text,
      replaying: 'Doing again what you had done…',
      rehearsing: 'Rehearsing the lab, to know what of it holds here…',
    }[state];
    if (this.#work) {
      this.#banner.hidden = false;
      this.#banner.textContent = words;
    } else this.#wait(words);
  }

  #showClass(): void {
    this.#watching = false;
    this.#work = undefined;
    this.#terminals.clear();
    this.#backToClass.hidden = true;
    this.#index.hidden = true;
    this.#title.textContent = '';
    replace(this.#guide.progress);
    this.#link.say({ t: 'watch' });
    if (this.#class) this.#place(this.#class.element);
  }

  #showWork(): void {
    if (this.#work) return;
    const network = el(
      'details',
      { class: 'card network', open: true },
      el('summary', {}, el('h2', {}, 'Networks'), this.#pictureWords),
      this.#picture,
    );
    const tab = (view: 'guide' | 'terminal' | 'network', label: string) =>
      button(label, () => this.#show(view), { 'data-view': view });
    this.#work = el(
      'div',
      { class: 'work' },
      this.#guide.element,
      el(
        'section',
        { class: 'bench', 'aria-label': 'Terminal and networks' },
        this.#terminals.element,
        network,
      ),
      el(
        'nav',
        { class: 'views', 'aria-label': 'Views' },
        tab('guide', 'Text'),
        tab('terminal', 'Terminal'),
        tab('network', 'Networks'),
      ),
    );
    this.#place(this.#work);
    this.#show(this.#view);
  }

  /** On a narrow window one of the three is seen at a time. */
  #show(view: 'guide' | 'terminal' | 'network'): void {
    this.#view = view;
    if (!this.#work) return;
    this.#work.dataset.view = view;
    for (const one of this.#work.querySelectorAll<HTMLElement>('[data-view]'))
      one.setAttribute('aria-pressed', String(one.dataset.view === view));
  }

  #wait(text: string): void {
    this.#work = undefined;
    this.#place(
      el(
        'main',
        { class: 'wait', id: 'guide', tabindex: -1 },
        el('p', { role: 'status' }, text),
        this.#course &&
          this.#course.documents.length > 1 &&
          button('All labs', () => this.#link.say({ t: 'index' })),
      ),
    );
  }

  #place(element: HTMLElement): void {
    if (this.#content.firstElementChild !== element) replace(this.#content, element);
  }

  #announce(text: string): void {
    this.#announcer.append(el('p', {}, text));
    while (this.#announcer.childElementCount > 20) this.#announcer.firstElementChild?.remove();
  }
}

function switchScheme(): void {
  const dark = document.documentElement.dataset.scheme
    ? document.documentElement.dataset.scheme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  const next = dark ? 'light' : 'dark';
  document.documentElement.dataset.scheme = next;
  localStorage.setItem('labproof-scheme', next);
}

const scheme = localStorage.getItem('labproof-scheme');
if (scheme === 'dark' || scheme === 'light') document.documentElement.dataset.scheme = scheme;
new Page();
