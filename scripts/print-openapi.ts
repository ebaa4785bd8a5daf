import { openApiDocument } from '../api/openapi';
import { ROUTES } from '../api/routes';

// Every route there can be, whatever is set up here: the types of the web client are made from it.
process.stdout.write(JSON.stringify(openApiDocument(ROUTES)));
