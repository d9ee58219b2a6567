import { useEffect } from 'react';
import { CHOOSABLE_ROLES, MODEL_ROLES } from '../../../shared/contract/inferenceConstants.ts';
import type { ModelRole } from '../../../shared/contract/models.ts';
import { useSession } from '../../session/session.ts';
import { useModels } from '../../stores/models.ts';
import { useView } from '../../stores/view.ts';
import { errorText } from '../../text/errorText.ts';
import { useText } from '../../text/useText.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { ModelGroup } from './ModelGroup.tsx';

/** Where there is something to choose comes first. */
const ROLES: readonly ModelRole[] = [
  ...CHOOSABLE_ROLES,
  ...MODEL_ROLES.filter((role) => !CHOOSABLE_ROLES.some((choosable) => choosable === role)),
];

/** Which models there are, which are installed, and which are used. */
export function ModelsDialog() {
  const { words } = useText();
  const session = useSession();
  const open = useView((store) => store.dialog === 'models');
  const { models, problem } = useModels();
  const text = words.models;
  // Files may have come or gone since the last look.
  useEffect(() => {
    if (open) void session.models.load();
  }, [open, session]);

  return (
    <Dialog name="models" title={text.title} close={text.close} look="wide">
      <p className="dialog-lead">{text.lead}</p>
      {problem && (
        <Alert {...errorText(problem, words)}>
          <button type="button" className="button-link" onClick={() => void session.models.load()}>
            {text.again}
          </button>
        </Alert>
      )}
      {!models && !problem && (
        <p className="working" role="status">
          <span className="working-dot" aria-hidden="true" />
          {text.loading}
        </p>
      )}
      {models &&
        ROLES.map((role) => {
          const playing = models.filter((model) => model.role === role);
          return playing.length > 0 && <ModelGroup key={role} role={role} models={playing} />;
        })}
    </Dialog>
  );
}
