import { useRef } from 'react';
import { CONSENTS_MAX } from '../../../shared/consent/consent.ts';
import { useSession } from '../../session/session.ts';
import { useProject } from '../../stores/project.ts';
import { useText } from '../../text/useText.ts';
import { Dialog } from '../shell/Dialog.tsx';
import { ConsentForm } from './ConsentForm.tsx';

/** Who agreed that their face or voice is used, and to what. */
export function PeopleDialog() {
  const { words } = useText();
  const text = words.people;
  return (
    <Dialog name="people" title={text.title} close={text.close} look="medium">
      <People />
    </Dialog>
  );
}

function People() {
  const { words } = useText();
  const session = useSession();
  const consents = useProject(({ document }) => document.consents);
  const list = useRef<HTMLUListElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const text = words.people;

  function add(): void {
    session.consents.add(text.newName);
    // The form comes with the person.
    requestAnimationFrame(() => {
      const field = list.current?.lastElementChild?.querySelector('input');
      field?.focus();
      field?.select();
      field?.scrollIntoView({ block: 'center' });
    });
  }

  return (
    <div className="people">
      <p className="dialog-lead">{text.lead}</p>
      {consents.length === 0 && <p className="material-detail">{text.none}</p>}
      <ul className="people-list" ref={list}>
        {consents.map((consent, index) => (
          // A person is known by their place: names are typed, and may be the same.
          <ConsentForm
            key={index}
            consent={consent}
            index={index}
            onRemove={() => {
              session.consents.remove(index);
              addButton.current?.focus();
            }}
          />
        ))}
      </ul>
      <div className="dialog-row">
        <button
          type="button"
          className="button-plain"
          ref={addButton}
          disabled={consents.length >= CONSENTS_MAX}
          onClick={add}
        >
          {text.add}
        </button>
      </div>
    </div>
  );
}
