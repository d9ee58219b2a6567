/** Whether the page may ask for the microphone: only while the recorder is open. */
export interface MicrophoneGate {
  readonly isOpen: () => boolean;
  open(): void;
  close(): void;
}

export function createMicrophoneGate(): MicrophoneGate {
  let open = false;
  return {
    isOpen: () => open,
    open: () => {
      open = true;
    },
    close: () => {
      open = false;
    },
  };
}
