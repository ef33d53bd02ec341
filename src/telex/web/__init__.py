"""Pages and programs over HTTP. One page is one file; nothing here decides who may see what."""
