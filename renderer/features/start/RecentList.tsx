import { useSession } from '../../session/session.ts';
import { useProjectFile } from '../../stores/projectFile.ts';
import { formatDay } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { CloseIcon } from '../../ui/icons.tsx';

/** As many as fit beside each other; the menu has more. */
const SHOWN = 5;

/** The projects of late, each with a picture of it. */
export function RecentList({ busy }: { busy: boolean }) {
  const { words, language } = useText();
  const { projects } = useSession();
  const recents = useProjectFile((store) => store.recents);
  const text = words.projects.start;
  if (!recents || recents.length === 0) return null;

  return (
    <section className="recents" aria-labelledby="recents-title">
      <h3 className="recents-title" id="recents-title">
        {text.recents}
      </h3>
      <ul className="recents-list">
        {recents.slice(0, SHOWN).map(({ id, name, folder, usedAtMs, pictureUrl, there }) => (
          <li key={id} className="recent" data-gone={!there || undefined}>
            <button
              type="button"
              className="recent-open"
              disabled={busy || !there}
              title={`${folder}/${name}`}
              onClick={() => void projects.open(id, name)}
            >
              <span className="recent-picture">
                {pictureUrl !== null && <img src={pictureUrl} alt="" draggable={false} />}
              </span>
              <span className="recent-name" dir="auto">
                {name}
              </span>
              <span className="recent-when">{there ? formatDay(usedAtMs, language) : text.gone}</span>
            </button>
            <button
              type="button"
              className="recent-forget"
              aria-label={text.forget(name)}
              title={text.forget(name)}
              onClick={() => void projects.forgetRecent(id)}
            >
              <CloseIcon />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
