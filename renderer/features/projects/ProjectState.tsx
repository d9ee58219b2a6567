import { useSession } from '../../session/session.ts';
import { useIsEdited, useIsPristine, useProjectFile } from '../../stores/projectFile.ts';
import { useProject } from '../../stores/project.ts';
import { useText } from '../../text/useText.ts';

/** Name of the project, and whether its file has everything; in the head of the window. */
export function ProjectState() {
  const { words } = useText();
  const { projects } = useSession();
  const { name, folder, kept, busy } = useProjectFile();
  const title = useProject(({ document }) => document.title);
  const isEdited = useIsEdited();
  const isPristine = useIsPristine();
  const text = words.projects.state;
  if (isPristine) return <p className="header-tagline">{words.tagline}</p>;

  const state =
    busy === 'saving'
      ? 'saving'
      : kept === 'failed'
        ? 'notKept'
        : isEdited
          ? 'edited'
          : name
            ? 'saved'
            : null;
  const hint =
    state === 'notKept'
      ? text.notKeptHint
      : state === 'saved' && folder !== null
        ? text.savedHint(folder)
        : state === 'edited'
          ? text.editedHint
          : undefined;
  return (
    <div className="project-state">
      <p className="project-name" dir="auto" title={name ?? title}>
        {name ?? (title === '' ? words.projects.untitled : title)}
      </p>
      <p className="project-kept" role="status" data-state={state ?? undefined} data-kept={kept} title={hint}>
        {state !== null && text[state]}
      </p>
      {(isEdited || name === null) && (
        <button
          type="button"
          className="button-small"
          disabled={busy !== null}
          onClick={() => void projects.save()}
        >
          {words.projects.save}
        </button>
      )}
    </div>
  );
}
