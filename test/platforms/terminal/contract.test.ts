import { createFakeServices, fakeArticles } from '../../fakes/fake-services.ts';
import { testPlatform } from '../platform-contract.ts';
import { openFakeTerminal } from './fake-terminal.ts';

const never = (): never => {
  throw new Error('a terminal has no such thing');
};

testPlatform(
  'the terminal',
  async (t, { services = {} }) => {
    const terminal = openFakeTerminal({ services: createFakeServices(fakeArticles, services) });
    t.after(() => terminal.end());
    return {
      say: (text) => terminal.type(`${text}\n`),
      reply: never,
      press(label) {
        const choices = [...terminal.shown().matchAll(/\[(\w+)\] ([^[\n]+)/g)];
        const chosen = choices.findLast(([, , shown = '']) => label.test(shown));
        if (chosen === undefined) throw new Error(`no choice ${label} in ${terminal.shown()}`);
        terminal.type(`${chosen[1]}\n`);
      },
      answers: () => [terminal.shown()],
      waitFor: (what) =>
        new Promise((resolve) => {
          const look = (): void => {
            if (!what([terminal.shown()])) return;
            terminal.output.off('data', look);
            resolve();
          };
          terminal.output.on('data', look);
          look();
        }),
      ...{ stop: never, start: never, setForbidden: never, paused: never, removeLast: never },
      ...{ deliver: never, wake: never, corrections: never, repliesTo: never },
    };
  },
  {
    'edit in place': 'what is printed stays',
    'follow up': 'a line answers no other line',
    forbidden: 'nobody can forbid to print',
    gone: 'what is printed stays',
    flood: 'the one person there waits for each answer',
    restart: 'a talk ends with its process',
    correct: 'what is printed stays',
    update: 'a line answers no other line',
  },
);
