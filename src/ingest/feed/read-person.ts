/** The name of a person as RSS gives it (`name`, `a@b.c (name)`, `name (a@b.c)`, `name <a@b.c>`); the address where there is no name. */
export function readPerson(text: string | null): string | null {
  const person = (text ?? '').slice(0, 500).replace(/\s+/g, ' ').trim();
  if (person === '') return null;
  const behind = /^\S+@\S+ ?\(([^()]+)\)$/.exec(person);
  if (behind?.[1] !== undefined) return behind[1].trim();
  const before = /^(.*\S) ?[(<](?:mailto:)?[^\s()<>]+@[^\s()<>]+[)>]$/.exec(person);
  return before?.[1] ?? person;
}

/** Several names as one text, each once; null where there are none. */
export function joinPeople(names: readonly (string | null)[]): string | null {
  const all = [...new Set(names.filter((name) => name !== null))].slice(0, 20);
  return all.length === 0 ? null : all.join(', ');
}
