import { useId } from 'react';
import { CHOOSABLE_ROLES } from '../../../shared/contract/inferenceConstants.ts';
import type { ModelRole, ModelView } from '../../../shared/contract/models.ts';
import { useSession } from '../../session/session.ts';
import { useView } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';
import { isUsable, modelAuto, modelInUse } from './modelUse.ts';
import { ModelRow } from './ModelRow.tsx';

type ChoosableRole = (typeof CHOOSABLE_ROLES)[number];

const leavesChoice = (role: ModelRole): role is ChoosableRole =>
  (CHOOSABLE_ROLES as readonly ModelRole[]).includes(role);

/** One role: what it is for, the choice of its model, and all models that can play it. */
export function ModelGroup({ role, models }: { role: ModelRole; models: readonly ModelView[] }) {
  const { words } = useText();
  const id = useId();
  const choices = useView(({ settings }) => settings.models);
  const { name, text } = words.models.roles[role];
  const inUse = modelInUse(role, models, leavesChoice(role) ? choices[role] : 'auto');

  return (
    <section className="models-group" aria-labelledby={id} data-testid={`models-${role}`}>
      <header className="models-head">
        <div>
          <h3 className="models-role" id={id}>
            {name}
          </h3>
          <p className="models-text">{text}</p>
        </div>
        {leavesChoice(role) && <RoleChoice role={role} models={models} />}
      </header>
      <ul className="models-list">
        {models.map((model) => (
          <ModelRow key={model.id} model={model} inUse={model.id === inUse?.id} />
        ))}
      </ul>
    </section>
  );
}

function RoleChoice({ role, models }: { role: ChoosableRole; models: readonly ModelView[] }) {
  const { words } = useText();
  const session = useSession();
  const choice = useView(({ settings }) => settings.models[role]);
  const auto = modelAuto(models);
  const text = words.models;
  return (
    <select
      className="select"
      aria-label={text.uses(text.roles[role].name)}
      value={choice}
      onChange={({ target }) => void session.models.choose(role, target.value)}
    >
      <option value="auto">{auto ? text.autoNow(auto.name) : text.autoNone}</option>
      {models.filter(isUsable).map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
