# The targets are thin: what they do stands in tools/, one script each.
.DEFAULT_GOAL := help
.PHONY: demo demo-local demo-down test test-long check format dist images bench help

demo:       ## the feed hub on a real Kubernetes, from nothing (CONTEXT=name: on that cluster)
	@tools/demo
demo-local: ## the same as processes of this machine, without any cluster
	@tools/demo-local
demo-down:  ## remove the demo, and the cluster if the demo started one
	@tools/demo-down
test:       ## all tests, under 30 minutes on two cores once everything is built
	@tools/test
test-long:  ## all tests with their long forms
	@tools/test --long
check:      ## format, static analysis and unit tests
	@tools/check
format:     ## bring all files into the house format
	@./mvnw -B -ntp -q spotless:apply
dist:       ## a runnable distribution in dist/greenfork
	@tools/dist
images:     ## the container images; REGISTRY=registry.example/team pushes them there
	@tools/images-from-source
bench:      ## benchmarks side by side with stock Celery and the physical limit; ARGS="-r 3 no-op" chooses
	@bench/run $(ARGS)
help:       ## this list
	@sed -nE 's/^([a-z-]+): *## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | awk -F'\t' '{printf "make %-12s %s\n", $$1, $$2}'
