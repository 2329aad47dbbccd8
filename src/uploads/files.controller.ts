import * as contract from '../contract/files.js';
import type { Input } from '../contract/operation.js';
import type { Caller, Visitor } from '../identity/caller.js';
import type { HttpBytes } from '../transport/http/http-bytes.js';
import { ChatController, Http, HttpBinary } from '../transport/operation.decorators.js';
import { FileServer } from './file-server.js';
import { FilesService } from './files.service.js';
import { PictureServer } from './picture-server.js';

@ChatController()
export class FilesController {
  constructor(
    private readonly files: FilesService,
    private readonly server: FileServer,
    private readonly pictures: PictureServer,
  ) {}

  @HttpBinary(contract.getFile)
  get(_visitor: Visitor, input: Input<typeof contract.getFile>, bytes: HttpBytes) {
    return this.server.send(input, bytes);
  }

  @Http(contract.getFileLink)
  link(caller: Caller, input: Input<typeof contract.getFileLink>) {
    return this.files.link(caller, input);
  }

  @Http(contract.listFiles)
  list(caller: Caller, input: Input<typeof contract.listFiles>) {
    return this.files.list(caller, input);
  }

  @Http(contract.deleteFile)
  delete(caller: Caller, input: Input<typeof contract.deleteFile>) {
    return this.files.delete(caller, input);
  }

  @HttpBinary(contract.getPicture)
  picture(_visitor: Visitor, input: Input<typeof contract.getPicture>, bytes: HttpBytes) {
    return this.pictures.send(input, bytes);
  }
}
