import type { Json } from '../discord-server.ts';
import { Refusal } from '../refusal.ts';

export type Path = readonly (string | number)[];

/** Collects what is wrong with a body, in the tree that Discord answers with. */
export interface FormErrors {
  add(path: Path, code: string, message: string): void;
  required(path: Path): void;
  tooLong(path: Path, longest: number): void;
  badLength(path: Path, shortest: number, longest: number): void;
  choices(path: Path, choices: readonly unknown[]): void;
  count(): number;
  /** Invalid Form Body with everything that was found, or null. */
  refusal(): Refusal | null;
}

/** https://docs.discord.com/developers/reference#error-messages */
export function createFormErrors(): FormErrors {
  const tree: Json = {};
  let count = 0;
  const add: FormErrors['add'] = (path, code, message) => {
    count += 1;
    let node = tree;
    for (const step of path) {
      node[step] ??= {};
      node = node[step] as Json;
    }
    const errors = (node._errors ?? []) as Json[];
    node._errors = [...errors, { code, message }];
  };
  return {
    add,
    required: (path) => add(path, 'BASE_TYPE_REQUIRED', 'This field is required'),
    tooLong: (path, longest) => add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${longest} or fewer in length.`),
    badLength: (path, shortest, longest) =>
      add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${shortest} and ${longest} in length.`),
    choices: (path, choices) =>
      add(path, 'BASE_TYPE_CHOICES', `Value must be one of ${JSON.stringify(choices)}.`),
    count: () => count,
    refusal: () => (count === 0 ? null : new Refusal(400, 50035, 'Invalid Form Body', tree)),
  };
}

export function isJson(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** An array of objects; anything else is an error of the form. */
export function readObjects(value: unknown, path: Path, errors: FormErrors): Json[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    errors.add(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
    return [];
  }
  return value.filter((one, index) => {
    if (isJson(one)) return true;
    errors.add([...path, index], 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
    return false;
  });
}

/** A string of `shortest` to `longest`; lengths are in UTF-16 units, the stricter of what Discord may count. */
export function checkText(
  value: unknown,
  path: Path,
  errors: FormErrors,
  { shortest = 1, longest, isRequired = true }: { shortest?: number; longest: number; isRequired?: boolean },
): void {
  if (value === undefined || value === null) {
    if (isRequired) errors.required(path);
  } else if (typeof value !== 'string') {
    errors.add(path, 'STRING_TYPE_CONVERT', 'Could not interpret value as string.');
  } else if (value.length < shortest || value.length > longest) {
    if (shortest > 0) errors.badLength(path, shortest, longest);
    else errors.tooLong(path, longest);
  }
}
