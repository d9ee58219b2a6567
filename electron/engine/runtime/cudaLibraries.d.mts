export declare const CUDA_LIBRARIES: {
  readonly shared: string;
  readonly cuda: string;
  readonly tensorrt: string;
};

export interface CudaLibrary {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Whether this Linux has the driver of an NVIDIA GPU. */
export function hasNvidiaGpu(): boolean;

/** @returns why the file is not this library of this version of ONNX Runtime; null when it is */
export function libraryProblem(file: string, version: string | null): Promise<string | null>;

/**
 * Puts the libraries of a folder beside the runtime's own: all or none.
 * @returns what was put there, or why nothing was
 */
export function importCudaLibraries(
  from: string,
  runtimeFolder: string,
  version: string,
): Promise<{ readonly libraries: readonly CudaLibrary[] } | { readonly problem: string }>;
