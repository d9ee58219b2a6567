import { useRef, useState, type DragEvent } from 'react';
import { isProjectFileName } from './projectFileName.ts';

export interface DropTarget {
  /** True while a file is held over the target. */
  readonly over: boolean;
  readonly handlers: {
    readonly onDragEnter: (event: DragEvent) => void;
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: (event: DragEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
  };
}

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');

/** Makes an element take dropped files. @param take gets the files of one drop, in order */
export function useDropTarget(take: (files: readonly File[]) => void): DropTarget {
  const [over, setOver] = useState(false);
  // Entering a child leaves its parent: only the balance tells whether the pointer is still inside.
  const depth = useRef(0);

  return {
    over,
    handlers: {
      onDragEnter(event) {
        if (!holdsFiles(event)) return;
        depth.current += 1;
        setOver(true);
      },
      onDragOver(event) {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      },
      onDragLeave(event) {
        if (!holdsFiles(event)) return;
        depth.current = Math.max(0, depth.current - 1);
        if (depth.current === 0) setOver(false);
      },
      onDrop(event) {
        event.preventDefault();
        event.stopPropagation();
        depth.current = 0;
        setOver(false);
        // A project is opened wherever it falls; the window takes care of it.
        const files = [...event.dataTransfer.files].filter(({ name }) => !isProjectFileName(name));
        if (files.length > 0) take(files);
      },
    },
  };
}
