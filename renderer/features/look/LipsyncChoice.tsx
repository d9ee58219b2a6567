import { useSession } from '../../session/session.ts';
import { useModels } from '../../stores/models.ts';
import { useProject } from '../../stores/project.ts';
import { withLipsync, type LipsyncChoice as Choice } from '../../stores/projectDocument.ts';
import { useView } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';
import { Choices } from '../../ui/Choices.tsx';

const CHOICES = ['auto', 'builtin', 'wav2lip'] as const satisfies readonly Choice[];

/** True where a network draws the mouth: it was asked for, or automatic finds one installed. */
export function useDrawnMouth(): boolean {
  const lipsync = useProject(({ document }) => document.lipsync);
  const installed = useModels(({ models }) =>
    (models ?? []).some(({ role, state }) => role === 'lipsync' && state === 'installed'),
  );
  return lipsync !== 'builtin' && installed;
}

/** Who moves the mouth: what is in the photo, or a network that draws it anew. */
export function LipsyncChoice() {
  const { words } = useText();
  const session = useSession();
  const lipsync = useProject(({ document }) => document.lipsync);
  const edit = useProject((store) => store.edit);
  const open = useView((store) => store.open);
  const choice = useView(({ settings }) => settings.models.lipsync);
  const models = useModels((store) => store.models);
  const installed = (models ?? []).filter(({ role, state }) => role === 'lipsync' && state === 'installed');
  const text = words.look;
  const auto = installed.find(({ inUse }) => inUse) ?? installed[0];

  return (
    <div className="lipsync">
      <Choices
        legend={text.lipsync}
        look="bar"
        value={lipsync}
        onChoose={(value) => edit((document) => withLipsync(document, value))}
        choices={CHOICES.map((value) => ({ value, label: text.lipsyncs[value] }))}
      />
      {lipsync === 'wav2lip' && installed.length === 0 && (
        <p className="lipsync-missing">
          {text.lipsyncMissing}{' '}
          <button type="button" className="button-link" onClick={() => open('models')}>
            {text.lipsyncGet}
          </button>
        </p>
      )}
      {lipsync !== 'builtin' && installed.length > 1 && auto && (
        <select
          className="select"
          aria-label={text.lipsyncModel}
          value={choice}
          onChange={({ target }) => void session.models.choose('lipsync', target.value)}
        >
          <option value="auto">{words.models.autoNow(auto.name)}</option>
          {installed.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
