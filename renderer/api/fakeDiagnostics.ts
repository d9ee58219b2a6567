import type { Studio } from './studio.ts';

type DiagnosticsCalls = Pick<
  Studio,
  'collectDiagnostics' | 'saveDiagnostics' | 'revealDiagnostics' | 'noteFault'
>;

const FILES = [
  { name: 'README.txt', text: 'This is what was collected.\n' },
  { name: 'doctor.json', text: '{\n  "complete": true\n}\n' },
  { name: 'log.jsonl', text: '{"what":"app.started"}\n' },
];

/** Reports of problems of the studio in memory. */
export function fakeDiagnostics(parts: {
  readonly note: (name: string) => void;
  readonly chosen: () => string | null;
}): DiagnosticsCalls {
  const answer = <Value>(name: string, value: Value): Promise<Value> => {
    parts.note(name);
    return Promise.resolve(value);
  };
  return {
    collectDiagnostics: () =>
      answer('collectDiagnostics', {
        id: '00000000-0000-4000-8000-000000000000',
        files: FILES.map((file) => ({ ...file, bytes: file.text.length })),
      }),
    saveDiagnostics: ({ names }) => answer(`saveDiagnostics ${names.join()}`, parts.chosen()),
    revealDiagnostics: () => answer('revealDiagnostics', null),
    noteFault: ({ message }) => answer(`noteFault ${message}`, null),
  };
}
