-- A delivery that certainly has not been taken may take more messages in; one that may have arrived keeps its words.
ALTER TABLE deliveries ADD COLUMN open BOOLEAN NOT NULL DEFAULT true;
