/** What each key of the front matter gives, for help and reference; `front-matter.ts` reads them. */
export const FRONT_MATTER: Readonly<Record<string, string>> = {
  title: 'the lab’s title, else that of the first heading',
  variables: 'a map from the name of a variable to the value that the document has, for --var NAME=VALUE',
  images: 'a map from an image to the folder of its build context, as seen from the document',
  machines: 'a list of the machines that the lab is typed at, by hostname',
  tabs: 'the tabs to follow where the page shows the same in several',
  swarm:
    'true: the engine is made a swarm of one node before the lab begins, which is left at its end; false: it never is',
  tags: 'names by which --tag and --skip-tag choose labs',
  fresh:
    'section, or the depth of headings from 1 to 6: each section is run by itself, with nothing of those before',
  demo: 'a map from options of labproof demo to their values',
};
