import type { DownloadRefusal, DownloadState } from '../../../shared/contract/downloads.ts'

/** Every way in which a download can come to nothing, and what to do about it. A new one breaks the build here. */
export const downloadSentences: Record<DownloadRefusal, string> = {
  'offline-only':
    'This profile works offline only, so nothing was asked. Switch that off above to download models.',
  'no-network': 'The model hub cannot be reached. Check the network of this machine, then try again.',
  'timed-out': 'The model hub did not answer in time. Try again; what has arrived is kept.',
  'connection-lost': 'The connection broke off. Resume to go on from where it was.',
  'not-found': 'The model hub has no such model, or a file of it is gone. Check the name.',
  refused:
    'The model hub does not give this model to everybody: it may not exist, or its licence has to be accepted there first. Check the name, or get the files in a browser and import their folder.',
  'server-error': 'The model hub has a problem at the moment. Try again in a few minutes.',
  'no-such-precision': 'The model does not exist in this precision. Cancel, then choose another one.',
  'no-onnx':
    'This model has no files in the ONNX form that Confab runs. Look for one whose name has “ONNX” in it.',
  'no-config': 'The file config.json is missing or cannot be read, so this is no model that Confab knows.',
  'no-tokenizer': 'The file tokenizer.json or tokenizer_config.json is missing. Choose another model.',
  'unsupported-task': 'It is not a model that writes text. Choose one for text generation.',
  'bad-list': 'The answer of the model hub cannot be understood. Check CONFAB_MODELS_URL if you have set it.',
  'not-a-file':
    'A web page came in place of the model. A network that asks you to sign in first may be in the way: open a page in a browser, then try again.',
  'size-mismatch':
    'A file has not the length that the model hub says, so it was deleted. Resume to get it again.',
  'checksum-mismatch':
    'A file did not arrive as the model hub describes it, so it was deleted. Resume to get it again.',
  'disk-full': 'There is not enough room on the disk. Make room, then try again.',
  'cannot-write': 'The models folder cannot be written to. Check who may change it, then try again.',
  internal: 'Something went wrong in Confab. Resume to try again.',
  'already-installed': 'This model is here already. Choose it above or in a chat.',
  'unknown-download': 'This download is not there any more.',
  'unknown-model': 'This model is not there any more.',
  'in-use': 'The model is in use. Wait until its answer has ended, or close Confab, then delete it.',
  'not-a-folder': 'There is no folder at this path that can be read. Enter its whole path.',
  'inside-models': 'This folder is among the models already. Press Refresh to see it.',
  'bad-manifest': 'Its confab.json cannot be understood. Correct it or take it away, then import again.',
  'bad-name': 'The folder has a name that Confab cannot use. Rename it: letters, digits, dots and dashes.',
}

/** What a download is doing. */
export const stateTexts: Record<DownloadState, string> = {
  queued: 'Waits for the download before it',
  checking: 'Asking the model hub',
  downloading: 'Downloading',
  verifying: 'Checking the files',
  paused: 'Paused',
  installed: 'Installed',
}
